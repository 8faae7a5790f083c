import type { EntryPath } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import type { FileRow } from './file-row';
import { type LoadedFolder, layoutOutline, lineAt, lineOf, lineOfPath, parentLine } from './outline';

const ROOT = '/' as EntryPath;
const row = (path: string, hasChildren = false) => ({ key: path as EntryPath, hasChildren }) as FileRow;
const folder = (...rows: readonly FileRow[]): LoadedFolder => ({
  total: rows.length,
  answer: null,
  rows: new Map(rows.entries()),
  failure: null,
});
const tree = (folders: Readonly<Record<string, LoadedFolder>>) =>
  new Map(Object.entries(folders) as [EntryPath, LoadedFolder][]);
const opened =
  (...paths: readonly string[]) =>
  ({ key }: FileRow) =>
    paths.includes(key);

/** The outline as one line of text each. */
function lines(folders: ReadonlyMap<EntryPath, LoadedFolder>, isOpen: (row: FileRow) => boolean) {
  const outline = layoutOutline(ROOT, folders, isOpen);
  return Array.from({ length: outline.lineCount }, (_, line) => {
    const at = lineAt(outline, line);
    if (at === null) return 'nothing';
    const { run, index } = at;
    const name = run.kind === 'rows' ? (folders.get(run.folder)?.rows.get(index)?.key ?? '…') : `(${run.kind})`;
    return '  '.repeat(run.depth - 1) + name;
  });
}

describe('layoutOutline', () => {
  const folders = tree({
    '/': folder(row('/bin', true), row('/etc', true), row('/motd')),
    '/etc': folder(row('/etc/apt', true), row('/etc/hosts')),
    '/etc/apt': folder(row('/etc/apt/sources')),
  });

  test('what an open folder holds stands right below it, one step deeper', () => {
    expect(lines(folders, opened('/etc', '/etc/apt'))).toEqual([
      '/bin',
      '/etc',
      '  /etc/apt',
      '    /etc/apt/sources',
      '  /etc/hosts',
      '/motd',
    ]);
  });

  test('an open folder below a closed one takes no line', () => {
    expect(lines(folders, opened('/etc/apt'))).toEqual(['/bin', '/etc', '/motd']);
  });

  test('a folder that is on its way, failed or empty says so in one line', () => {
    const failed: LoadedFolder = { total: null, answer: null, rows: new Map(), failure: new Error('no answer') };
    const some = tree({
      '/': folder(row('/a', true), row('/b', true), row('/c', true)),
      '/b': failed,
      '/c': folder(),
    });
    expect(lines(some, opened('/a', '/b', '/c'))).toEqual(['/a', '  (loading)', '/b', '  (failed)', '/c', '  (empty)']);
  });

  test('a large folder is one run, whatever pages of it have come', () => {
    const large: LoadedFolder = { total: 20_000, answer: null, rows: new Map([[7, row('/seven')]]), failure: null };
    const outline = layoutOutline(ROOT, tree({ '/': large }), () => false);
    expect(outline.runs).toHaveLength(1);
    expect(outline.lineCount).toBe(20_000);
    expect(lineAt(outline, 7)?.index).toBe(7);
  });
});

describe('moves in an outline', () => {
  const folders = tree({
    '/': folder(row('/a', true), row('/z')),
    '/a': folder(row('/a/b', true), row('/a/c')),
    '/a/b': folder(row('/a/b/d')),
  });
  const outline = layoutOutline(ROOT, folders, opened('/a', '/a/b'));

  test('the parent of a line is the folder that it hangs below', () => {
    // /a, /a/b, /a/b/d, /a/c, /z
    expect([0, 1, 2, 3, 4].map((line) => parentLine(outline, line))).toEqual([null, 0, 1, 0, null]);
  });

  test('a row is found by its folder and its index there', () => {
    expect(lineOf(outline, '/a' as EntryPath, 1)).toBe(3);
    expect(lineOf(outline, '/' as EntryPath, 1)).toBe(4);
    expect(lineOf(outline, '/q' as EntryPath, 0)).toBeNull();
    expect(['/a', '/a/b/d', '/z', '/a/q'].map((path) => lineOfPath(outline, folders, path as EntryPath))).toEqual([
      0,
      2,
      4,
      null,
    ]);
  });

  test('past the end there is nothing', () => {
    expect(lineAt(outline, 5)).toBeNull();
    expect(lineAt(outline, -1)).toBeNull();
  });
});
