import type { ByteString, EntryPath } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { type Box, boxAt, nearestBox, type PictureLayout } from './box';
import { layoutIcicle } from './layout-icicle';
import { layoutTreemap } from './layout-treemap';
import type { FolderItem, PictureItem } from './picture-model';

/** A folder of folders of files, of sizes that a rule makes: some large, many small. */
function folder(path: string, children: readonly PictureItem[]): FolderItem {
  const bytes = children.reduce((sum, child) => sum + child.bytes, 0);
  return {
    kind: 'folder',
    key: `${path}/`,
    path: path as EntryPath,
    label: path as ByteString,
    bytes,
    live: bytes,
    dead: 0,
    children: [...children].sort((one, other) => other.bytes - one.bytes),
  };
}
function file(path: string, bytes: number): PictureItem {
  return {
    kind: 'file',
    key: path,
    path: path as EntryPath,
    label: path as ByteString,
    bytes,
    layer: 1,
    group: null,
    dead: null,
    diesIn: null,
  };
}
function grown(path: string, depth: number, seed: number): FolderItem {
  const count = 3 + (seed % 5);
  const files = Array.from({ length: count }, (_, at) =>
    file(`${path}/${at}`, 1 + ((seed * 7919 + at * 104_729) % 9973) ** 2),
  );
  const folders =
    depth === 0 ? [] : Array.from({ length: count }, (_, at) => grown(`${path}/d${at}`, depth - 1, seed * 3 + at));
  return folder(path, [...files, ...folders]);
}

const room = { width: 660, height: 640 };
const shut = ({ boxes }: PictureLayout) => boxes.filter(({ isOpen }) => !isOpen);
const area = ({ width, height }: Box) => width * height;

describe.each([3, 8, 21])('a treemap (%i)', (seed) => {
  const layout = layoutTreemap(grown('', 3, seed), room);

  test('gives areas in the proportion of bytes, for all their heads and frames', () => {
    const total = shut(layout).reduce((sum, { item }) => sum + item.bytes, 0);
    expect(total).toBe(grown('', 3, seed).bytes);
    const off = shut(layout).map((box) => Math.abs(area(box) * layout.bytesPerPixel - box.item.bytes) / total);
    // All that is out of proportion, together, of the whole picture.
    expect(off.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.01);
    // And each that is large enough for an eye to judge.
    for (const box of shut(layout).filter((each) => area(each) > 400)) {
      expect(Math.abs((area(box) * layout.bytesPerPixel) / box.item.bytes - 1)).toBeLessThan(0.02);
    }
  });

  test('lets nothing overlap and nothing lie outside of its folder', () => {
    for (const [at, box] of layout.boxes.entries()) {
      const around = layout.boxes[box.parent] ?? { x: 0, y: 0, ...room };
      expect(box.x).toBeGreaterThanOrEqual(around.x - 1e-6);
      expect(box.y).toBeGreaterThanOrEqual(around.y - 1e-6);
      expect(box.x + box.width).toBeLessThanOrEqual(around.x + around.width + 1e-6);
      expect(box.y + box.height).toBeLessThanOrEqual(around.y + around.height + 1e-6);
      for (const other of layout.boxes.slice(at + 1)) {
        if (other.parent === box.parent) expect(overlap(box, other)).toBeLessThan(1e-6);
      }
    }
  });

  test('has a head of 16 px where a folder is 26 px high', () => {
    for (const { isOpen, height, width, face } of layout.boxes) {
      if (isOpen && height >= 26 && width >= 24) expect(face.height).toBe(16);
    }
  });
});

describe('an icicle', () => {
  const layout = layoutIcicle(grown('', 3, 5), room);

  test('gives heights in the proportion of bytes', () => {
    expect(layout.boxes.length).toBeGreaterThan(50);
    for (const { item, height } of layout.boxes) expect(height * layout.bytesPerPixel).toBeCloseTo(item.bytes, 3);
  });

  test('draws what is in a folder beside it, in as many columns as fit', () => {
    for (const box of layout.boxes) {
      const around = layout.boxes[box.parent];
      if (around === undefined) continue;
      expect(box.x).toBeCloseTo(around.x + around.width, 6);
      expect(box.y).toBeGreaterThanOrEqual(around.y - 1e-6);
      expect(box.y + box.height).toBeLessThanOrEqual(around.y + around.height + 1e-6);
    }
    const narrow = layoutIcicle(grown('', 3, 5), { width: 200, height: 640 });
    expect(Math.max(...narrow.boxes.map(({ depth }) => depth))).toBe(1);
    expect(Math.max(...narrow.boxes.map(({ x, width }) => x + width))).toBe(200);
  });
});

test('of nothing there are no boxes', () => {
  for (const layout of [layoutTreemap(folder('', []), room), layoutIcicle(folder('', []), room)]) {
    expect(layout.boxes).toEqual([]);
  }
});

describe('moving from box to box', () => {
  // | a | b |
  // | a | c |
  const boxes = [
    [0, 0, 10, 20],
    [10, 0, 10, 10],
    [10, 10, 10, 10],
  ].map(([x = 0, y = 0, width = 0, height = 0], at): Box => {
    const box = { x, y, width, height };
    return { ...box, item: file(`/${at}`, 1), depth: 0, parent: -1, isOpen: false, face: box };
  });

  test.each([
    [0, 'right', 1],
    [1, 'down', 2],
    [2, 'up', 1],
    [2, 'left', 0],
    [0, 'left', -1],
    [0, 'down', -1],
  ] as const)('from %i %s to %i', (from, direction, to) => {
    expect(nearestBox(boxes, from, direction)).toBe(to);
  });

  test('in a treemap every box can be reached from the first', () => {
    const { boxes: all } = layoutTreemap(grown('', 2, 4), room);
    const reached = new Set([0]);
    for (const at of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = nearestBox(all, at, direction);
        if (next >= 0) reached.add(next);
      }
    }
    expect(reached.size).toBe(all.length);
  });

  test('the innermost box at a point is the one', () => {
    expect(boxAt(boxes, 12, 15)).toBe(2);
    expect(boxAt(boxes, 25, 5)).toBe(-1);
  });
});

function overlap(one: Box, other: Box): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return across > 1e-6 && down > 1e-6 ? across * down : 0;
}
