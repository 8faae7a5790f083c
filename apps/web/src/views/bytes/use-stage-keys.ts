import { ROOT, splitPath } from '@stratascope/core';
import { type KeyboardEvent, useCallback } from 'react';
import { useExplorer } from '../../state';
import { type Box, type Direction, nearestBox } from './box';
import type { PictureItem } from './picture-model';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Arrows move to the nearest cell, Enter goes in or selects, Space selects, Backspace goes out. */
export function useStageKeys(
  boxes: readonly Box[],
  focusAt: number,
  folder: PictureItem['path'],
  moveTo: (at: number) => void,
) {
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const direction = DIRECTIONS[event.key];
      const box = boxes[focusAt];
      if (direction !== undefined) {
        event.preventDefault();
        const next = nearestBox(boxes, focusAt, direction);
        if (next >= 0) moveTo(next);
        return;
      }
      switch (event.key) {
        case 'Home':
        case 'End':
          event.preventDefault();
          moveTo(event.key === 'Home' ? 0 : boxes.length - 1);
          return;
        case 'Enter':
        case ' ':
          event.preventDefault();
          if (box === undefined) return;
          if (event.key === 'Enter' && box.item.kind !== 'file') goInside(box.item, folder);
          else selectItem(box.item);
          return;
        case 'Backspace':
          event.preventDefault();
          goOutside(folder);
          return;
      }
    },
    [boxes, focusAt, folder, moveTo],
  );
}

/** Selects what an item stands for: of a dead file the version that died. */
export function selectItem(item: PictureItem): void {
  const { selectPath, selectPathVersion } = useExplorer.getState();
  // What its own layer lost was never a version of the path.
  if (item.kind === 'file' && item.dead !== null && item.dead.cause !== 'superseded-in-layer') {
    selectPathVersion(item.path, item.layer);
  } else selectPath(item.path === ROOT ? null : item.path);
}

/** What is folded is larger in a picture of its own folder. */
export function goInside(item: PictureItem, folder: PictureItem['path']): void {
  if (item.path !== folder) useExplorer.getState().goInside(item.path);
}

export function goOutside(folder: PictureItem['path']): void {
  if (folder === ROOT) return;
  const { directory } = splitPath(folder);
  useExplorer.getState().goInside(directory === ROOT ? null : directory);
}
