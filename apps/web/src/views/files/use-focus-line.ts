import type { EntryPath } from '@stratascope/core';
import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { TreeOutline } from './use-outline';

export interface FocusLine {
  /** The one line that Tab stops at. */
  readonly line: number;
  /** Lets Tab stop at a line. */
  readonly rest: (line: number) => void;
  /** The same, and the focus goes there as soon as the line is drawn. */
  readonly focus: (line: number) => void;
  /** Whether the focus is on a line of the tree, or was until the line was taken away. */
  readonly isHeld: () => boolean;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

/** Where the focus of the tree is. It stays with its path while rows come and go around it, and is never lost. */
export function useFocusLine(tree: TreeOutline, grid: RefObject<HTMLElement | null>): FocusLine {
  const [stop, setStop] = useState<{ readonly line: number; readonly path: EntryPath | null }>({ line: 0, path: null });
  const isHeld = useRef(false);
  const line = lineOfStop(tree, stop);

  const rest = (at: number) => {
    const path = tree.rowAt(at)?.key ?? null;
    if (at !== stop.line || path !== stop.path) setStop({ line: at, path });
  };

  // A browser drops the focus of a row that is taken out of the page without a word; blurs that React hears are others.
  useLayoutEffect(() => {
    const active = document.activeElement;
    if (!isHeld.current || !(active === document.body || grid.current?.contains(active))) return;
    const element = grid.current?.querySelector(`[data-line="${line}"]`);
    if (element instanceof HTMLElement && element !== active) element.focus({ preventScroll: true });
  });

  return {
    line,
    rest,
    focus: (at) => {
      isHeld.current = true;
      rest(at);
    },
    isHeld: () => isHeld.current,
    onFocus: (event) => {
      const at = event.target.dataset.line;
      isHeld.current = at !== undefined;
      if (at !== undefined) rest(Number(at));
    },
    onBlur: () => {
      isHeld.current = false;
    },
  };
}

function lineOfStop(tree: TreeOutline, stop: { readonly line: number; readonly path: EntryPath | null }): number {
  const last = Math.max(0, tree.outline.lineCount - 1);
  if (stop.path === null || tree.rowAt(stop.line)?.key === stop.path) return Math.min(stop.line, last);
  return tree.lineOf(stop.path) ?? Math.min(stop.line, last);
}
