import type { EntryPath } from '@stratascope/core';
import type { Box } from './box';

/**
 * The box that stands for a selected path: of several versions that of the layer asked for, else what is seen, else the
 * largest. Where the path is too small to be drawn, what it is folded in. -1 where nothing of it is in the picture.
 */
export function selectedBox(boxes: readonly Box[], path: EntryPath | null, version: number | null): number {
  if (path === null) return -1;
  let best = -1;
  let bestRank = 0;
  let bestLength = 0;
  for (const [at, { item, isOpen }] of boxes.entries()) {
    const isExact = item.path === path && item.kind !== 'rest';
    if (!isExact && !(isOpen ? false : isWithin(path, item.path))) continue;
    const rank = !isExact ? 1 : item.kind !== 'file' ? 3 : item.layer === version ? 5 : item.dead === null ? 4 : 2;
    if (rank < bestRank || (rank === bestRank && item.path.length <= bestLength)) continue;
    best = at;
    bestRank = rank;
    bestLength = item.path.length;
  }
  return best;
}

/** Whether a path is a folder's own or below it. */
function isWithin(path: EntryPath, folder: EntryPath): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** The folder that a picture is of: that gone into, or the nearest above it that has the selection in it. */
export function pictureFolder(inside: EntryPath | null, path: EntryPath | null): EntryPath {
  let folder = inside ?? ('/' as EntryPath);
  while (path !== null && !isWithin(path, folder)) {
    folder = (folder.slice(0, folder.lastIndexOf('/')) || '/') as EntryPath;
  }
  return folder;
}
