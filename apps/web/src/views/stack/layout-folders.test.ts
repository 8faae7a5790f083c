import { type EntryPath, textToByteString } from '@stratascope/core';
import type { LayerSummary } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { folderRows, shortenPath } from './layout-folders';

const layer = (bytes: readonly number[], moreFolders: number, rest: number) =>
  ({
    content: bytes.reduce((sum, one) => sum + one, rest),
    folders: bytes.map((size, at) => ({ path: `/folder-${at}`, bytes: size, dead: at === 0 ? size : 0 })),
    moreFolders,
  }) as unknown as LayerSummary;

describe('folderRows', () => {
  test('a slab lower than 60 px has none', () => {
    expect(folderRows(layer([5, 4], 0, 0), { height: 59, width: 300 })).toBeNull();
  });

  test('what does not fit is summed in the last row, so that rows and rest are the layer', () => {
    const rows = folderRows(layer([50, 40, 30, 20], 7, 10), { height: 44 + 3 * 15, width: 300 });
    expect(rows?.folders.map(({ bytes }) => bytes)).toEqual([50, 40]);
    expect(rows).toMatchObject({ more: 9, moreBytes: 60 });
  });

  test('where all fit there is no rest', () => {
    expect(folderRows(layer([50, 40], 0, 0), { height: 200, width: 300 })).toMatchObject({ more: 0, moreBytes: 0 });
  });

  test('a folder is dead only where all of it is', () => {
    expect(folderRows(layer([50, 40], 0, 0), { height: 200, width: 300 })?.folders.map(({ isDead }) => isDead)).toEqual(
      [true, false],
    );
  });
});

test.each([
  ['/usr/bin', 20, 'usr/bin'],
  ['/usr/local/lib/python3.12/site-packages/scipy', 24, '…/site-packages/scipy'],
  ['/usr/local/lib/python3.12/site-packages/scipy', 10, '…/scipy'],
  ['/a-very-long-name-alone', 10, 'a-very-long-name-alone'],
])('%s in %d characters is %s', (path, most, shown) => {
  expect(shortenPath(textToByteString(path) as EntryPath, most)).toBe(textToByteString(shown));
});
