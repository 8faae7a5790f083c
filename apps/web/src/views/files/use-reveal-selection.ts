import { useEffect, useRef } from 'react';
import { useExplorer } from '../../state';
import type { TreeOutline } from './use-outline';

/** Brings a path that was selected elsewhere (a link, the stack, a search) into sight, its folders opened. */
export function useRevealSelection(tree: TreeOutline, reveal: (line: number) => void): void {
  const path = useExplorer((state) => state.address.path);
  const openFoldersTo = useExplorer((state) => state.openFoldersTo);
  const revealed = useRef<string | null>(null);

  useEffect(() => {
    if (path === null) revealed.current = null;
    if (path === null || revealed.current === path) return;
    openFoldersTo(path);
    const line = tree.lineOf(path);
    if (line === null) return;
    revealed.current = path;
    reveal(line);
  });
}
