import { describe, expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import { type ListingRequest, listDirectory } from './list-directory';
import type { MergedTree } from './merged-tree';

type Question = Partial<Omit<ListingRequest, 'directory'>>;

const tree = mergeRecipes(
  layer()
    .file('app/main.js', 'main', { mtime: 30 })
    .file('app/lib/util.js', 'util!')
    .dir('empty')
    .file('readme', 'r', { uid: 7 }),
  layer().file('app/lib/UTIL.test.js', '1234567').symlink('app/link', 'main.js').file('old/gone.js', 'x'),
  layer().whiteout('old').file('readme', 'rr', { uid: 7 }).whiteout('app/lib/util.js').file('brief'),
  layer().whiteout('brief').dir('empty', { mode: 0o700 }),
);

function items(path: string, question: Question = {}, of: MergedTree = tree) {
  const request = { directory: nodeAt(of, path), level: of.layerCount, limit: 100, ...question };
  return listDirectory(of, request).items.map((item) => ({ ...item, name: of.path(item.node) }));
}
const names = (path: string, question?: Question) => items(path, question).map(({ name }) => name);

describe('a listing', () => {
  test('holds what is in a directory at a level, by name, and the removed if asked', () => {
    expect(names('/')).toEqual(['/app', '/empty', '/readme']);
    expect(names('/', { ghosts: true })).toEqual(['/app', '/brief', '/empty', '/old', '/readme']);
    expect(names('/', { level: 2 })).toEqual(['/app', '/empty', '/old', '/readme']);
    expect(names('/', { level: 0, ghosts: true })).toEqual([]);
    expect(names('/old', { ghosts: true })).toEqual(['/old/gone.js']);
    expect(names('/readme')).toEqual([]);
  });

  test('tells where an item stands in any order, on whatever page', () => {
    const place = (path: string, question: Question = {}) =>
      listDirectory(tree, {
        directory: nodeAt(tree, '/'),
        level: 4,
        limit: 1,
        find: nodeAt(tree, path),
        ...question,
      }).foundAt;
    expect(['/app', '/empty', '/readme'].map((path) => place(path))).toEqual([0, 1, 2]);
    expect(['/app', '/empty', '/readme'].map((path) => place(path, { descending: true }))).toEqual([2, 1, 0]);
    expect([place('/old'), place('/old', { ghosts: true })]).toEqual([null, 3]);
    expect(place('/app/lib')).toBeNull();
    expect(place('/readme', { find: null })).toBeNull();
  });

  test('says of each item what is seen, which layer changed it and how, its sums, and whether it opens', () => {
    expect(items('/', { ghosts: true })).toMatchObject([
      {
        state: { type: 'dir', layer: 1 },
        ghost: null,
        changedIn: { layer: 3, change: 'inside', changed: [], how: null },
        sums: { bytes: 11, entries: 4 },
        bytesByLayer: [0, 4, 7, 0, 0],
        hasChildren: true,
      },
      { state: null, ghost: { removedBy: { layer: 4 } }, changedIn: { layer: 4, change: 'removed', how: 'whiteout' } },
      { changedIn: { layer: 4, change: 'metadata', changed: ['mode'] }, hasChildren: false },
      // What the folder held when it was removed.
      { state: null, ghost: { type: 'dir' }, sums: { bytes: 1, entries: 1 }, hasChildren: true },
      { changedIn: { layer: 3, change: 'content' }, sums: { bytes: 2, entries: 0 }, hasChildren: false },
    ]);
    // What is only removed opens only when removed paths are asked for.
    expect(items('/', { level: 2 }).map(({ hasChildren }) => hasChildren)).toEqual([true, false, true, false]);
  });

  test('comes in pages that together are the whole', () => {
    const page = (offset: number) =>
      listDirectory(tree, { directory: nodeAt(tree, '/'), level: 4, ghosts: true, sort: 'size', offset, limit: 2 });
    const pages = [page(0), page(2), page(4), page(6)];
    expect(pages.map(({ items: each }) => each.length)).toEqual([2, 2, 1, 0]);
    expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5]);
    expect(pages.flatMap(({ items: each }) => each.map(({ node }) => tree.path(node)))).toEqual(
      names('/', { ghosts: true, sort: 'size' }),
    );
  });
});

describe('a range', () => {
  test('leaves what changed between its levels and what leads to it, with the changes of the range', () => {
    expect(items('/', { from: 1, level: 3 })).toMatchObject([
      { name: '/app', changedIn: { layer: 3, change: 'inside' }, isMatch: false, hasChildren: true },
      { name: '/brief', changedIn: { layer: 3, change: 'added' }, isMatch: true },
      { name: '/readme', changedIn: { layer: 3, change: 'content' }, isMatch: true },
    ]);
    expect(names('/app/lib', { from: 1, level: 3 })).toEqual(['/app/lib/UTIL.test.js']);
    expect(names('/app/lib', { from: 1, level: 3, ghosts: true })).toEqual([
      '/app/lib/UTIL.test.js',
      '/app/lib/util.js',
    ]);
  });

  test('does not list what came and went within it, nor what it left as it was', () => {
    expect(names('/', { from: 1, ghosts: true })).toEqual(['/app', '/empty', '/readme']);
    expect(names('/app', { from: 1 })).toEqual(['/app/lib', '/app/link']);
  });

  test('counts all paths that it leaves', () => {
    const request = { directory: nodeAt(tree, '/'), level: 3, limit: 1 };
    expect(listDirectory(tree, { ...request, from: 1 }).matches).toBe(4);
    expect(listDirectory(tree, { ...request, from: 1, ghosts: true }).matches).toBe(5);
    expect(listDirectory(tree, request).matches).toBeNull();
  });
});

describe('a filter', () => {
  test('leaves names that hold the text, whatever the case, and the directories that lead to them', () => {
    expect(names('/', { filter: 'UtIl' })).toEqual(['/app']);
    expect(names('/app', { filter: 'UtIl' })).toEqual(['/app/lib']);
    expect(names('/app/lib', { filter: 'UtIl' })).toEqual(['/app/lib/UTIL.test.js']);
    expect(names('/app/lib', { filter: 'UtIl', ghosts: true })).toEqual(['/app/lib/UTIL.test.js', '/app/lib/util.js']);
    expect(names('/', { filter: 'nowhere' })).toEqual([]);
  });

  test('matches names, not paths: what is in a matching directory must match itself', () => {
    expect(items('/', { filter: 'app' })).toMatchObject([{ name: '/app', isMatch: true, hasChildren: false }]);
  });

  test('goes together with a range', () => {
    expect(names('/app', { filter: 'l', from: 1 })).toEqual(['/app/lib', '/app/link']);
    expect(names('/app', { filter: 'main', from: 1 })).toEqual([]);
  });
});

describe('the order', () => {
  test.each([
    ['size', ['/empty', '/readme', '/app']],
    ['layer', ['/app', '/readme', '/empty']],
    ['change', ['/app', '/empty', '/readme']],
    ['mode', ['/readme', '/empty', '/app']],
    ['owner', ['/app', '/empty', '/readme']],
    ['entries', ['/readme', '/empty', '/app']],
  ] as const)('by %s, the least first', (sort, expected) => {
    expect(names('/', { sort })).toEqual(expected);
  });

  test('by time, what has none first', () => {
    expect(names('/app', { sort: 'mtime' })).toEqual(['/app/lib', '/app/main.js', '/app/link']);
  });

  test('downwards equals stay by name, and folders can come first in either direction', () => {
    expect(names('/', { sort: 'name', descending: true })).toEqual(['/readme', '/empty', '/app']);
    expect(names('/', { sort: 'owner', descending: true })).toEqual(['/readme', '/app', '/empty']);
    expect(names('/', { foldersFirst: true })).toEqual(['/app', '/empty', '/readme']);
    expect(names('/app', { foldersFirst: true, descending: true })).toEqual(['/app/lib', '/app/main.js', '/app/link']);
  });
});

test('of hard links only the first name counts bytes', () => {
  const linked = mergeRecipes(layer().file('b', 'abc').hardlink('a', 'b'));
  expect(items('/', {}, linked)).toMatchObject([
    { name: '/a', state: { size: 3 }, sums: { bytes: 3 } },
    { name: '/b', state: { size: 3 }, sums: { bytes: 0 }, bytesByLayer: [0, 0] },
  ]);
});
