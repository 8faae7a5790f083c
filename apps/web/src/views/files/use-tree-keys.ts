import { ROOT, splitPath } from '@stratascope/core';
import { type KeyboardEvent, useRef } from 'react';
import { useExplorer } from '../../state';
import { parentLine } from './outline';
import { useFollowLink } from './use-follow-link';
import type { TreeOutline } from './use-outline';

const PAGE_LINES = 20;
/** Letters typed within this time after `'` belong to one name. */
const JUMP_MILLISECONDS = 900;

/** The keys of the tree (the list is in the help sheet): moves, folding, selecting, jumping to a name. */
export function useTreeKeys(tree: TreeOutline, line: number, moveTo: (line: number) => void) {
  const jump = useRef<{ letters: string; at: number } | null>(null);
  const followLink = useFollowLink();
  const { setFolderOpen, selectPath } = useExplorer.getState();

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = tree.rowAt(line);
    const last = tree.outline.lineCount - 1;
    const go = (to: number) => {
      event.preventDefault();
      moveTo(Math.max(0, Math.min(last, to)));
    };
    const isOpen = row?.hasChildren === true && tree.isOpen(row);

    if (jump.current !== null && event.key.length === 1 && event.timeStamp - jump.current.at < JUMP_MILLISECONDS) {
      const letters = jump.current.letters + event.key.toLowerCase();
      jump.current = { letters, at: event.timeStamp };
      const found = findName(tree, letters, line);
      event.stopPropagation();
      if (found !== null) go(found);
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
        return go(line + 1);
      case 'ArrowUp':
        return go(line - 1);
      case 'PageDown':
        return go(line + PAGE_LINES);
      case 'PageUp':
        return go(line - PAGE_LINES);
      case 'Home':
        return go(0);
      case 'End':
        return go(last);
      case 'ArrowRight':
        if (row?.hasChildren && !isOpen) {
          event.preventDefault();
          setFolderOpen(row.key, true);
        } else if (isOpen) go(line + 1);
        return;
      case 'ArrowLeft': {
        const parent = parentLine(tree.outline, line);
        if (row !== null && isOpen) {
          event.preventDefault();
          setFolderOpen(row.key, false);
        } else if (parent !== null) go(parent);
        return;
      }
      case 'Enter':
      case ' ':
        event.preventDefault();
        if (row === null) return;
        if (event.key === 'Enter' && row.type === 'symlink' && row.key === selectedPath()) followLink();
        else selectPath(row.key);
        return;
      case 'Backspace': {
        const path = row?.key ?? selectedPath();
        if (path === null) return;
        event.preventDefault();
        const { directory } = splitPath(path);
        selectPath(directory === ROOT ? null : directory);
        return;
      }
      case '*':
        event.preventDefault();
        for (let at = 0; at <= last; at++) {
          const sibling = tree.rowAt(at);
          if (
            sibling?.hasChildren &&
            row !== null &&
            splitPath(sibling.key).directory === splitPath(row.key).directory
          ) {
            setFolderOpen(sibling.key, true);
          }
        }
        return;
      case "'":
        event.preventDefault();
        jump.current = { letters: '', at: event.timeStamp };
        return;
    }
  };
}

const selectedPath = () => useExplorer.getState().address.path;

/** The next line, from the one after `line` round to it, whose name begins with some letters; among the rows that are there. */
function findName(tree: TreeOutline, letters: string, line: number): number | null {
  const count = tree.outline.lineCount;
  // A letter more narrows the name that was found, so the line itself counts again.
  const first = letters.length === 1 ? 1 : 0;
  for (let step = first; step <= count; step++) {
    const at = (line + step) % count;
    if (tree.rowAt(at)?.name.toLowerCase().startsWith(letters)) return at;
  }
  return null;
}
