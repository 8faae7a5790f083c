import { describe, expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import type { MergedTree } from './merged-tree';

const changes = (tree: MergedTree, from: number, to: number) =>
  [...tree.changes(from, to)].map(({ node, change, changed, how }) =>
    [tree.path(node), change, ...changed, ...(how === null ? [] : [how])].join(' '),
  );

describe('changes of a layer (rule 16)', () => {
  test('content is what a file holds, where a link leads, which device it is', () => {
    const tree = mergeRecipes(
      layer()
        .file('same', 'x')
        .file('file', 'x')
        .symlink('link', 'a')
        .char('char', 1, 3)
        .block('block', 8, 0)
        .fifo('fifo'),
      layer()
        .file('same', 'x')
        .file('file', 'y')
        .symlink('link', 'b')
        .char('char', 1, 5)
        .block('block', 8, 1)
        .fifo('fifo'),
    );
    expect(changes(tree, 1, 2)).toEqual(['/block content', '/char content', '/file content', '/link content']);
  });

  test.each([
    ['mode', { mode: 0o600 }, { mode: 0o640 }],
    ['uid', { uid: 1 }, { uid: 2 }],
    ['gid', { gid: 1 }, { gid: 2 }],
    ['uid', { uid: -1 }, { uid: 2 ** 32 - 1 }],
    ['gid', { gid: -(2 ** 40) }, { gid: 0 }],
    ['mtime', { mtime: 1 }, { mtime: 2 }],
    ['mtime', { mtime: '1.5' }, { mtime: '1.25' }],
    ['mtime', { mtime: 0 }, { mtime: 2 ** 33 }],
    ['mtime', { mtime: 4294967295 }, { mtime: -1 }],
    ['xattrs', { xattrs: { 'user.a': 'x' } }, { xattrs: { 'user.a': 'y' } }],
    ['xattrs', { xattrs: { 'user.a': 'x' } }, { xattrs: { 'user.b': 'x' } }],
    ['xattrs', { xattrs: { 'user.a': 'x' } }, {}],
  ])('metadata says that %s differs, %j and %j', (attribute, before, after) => {
    const tree = mergeRecipes(
      layer().file('f', 'x', before).dir('d', before),
      layer().file('f', 'x', after).dir('d', after),
    );
    expect(changes(tree, 1, 2)).toEqual([`/d metadata ${attribute}`, `/f metadata ${attribute}`]);
  });

  test.each([
    [{ mtime: 1 }, { mtime: '1.25' }],
    [{ mtime: '1.75' }, { mtime: 1 }],
    [{ mtime: '-0.5' }, { mtime: -1 }],
    [{ xattrs: { 'user.a': 'x', 'user.b': 'y' } }, { xattrs: { 'user.b': 'y', 'user.a': 'x' } }],
  ])('nothing differs between %j and %j', (before, after) => {
    const tree = mergeRecipes(layer().file('f', 'x', before), layer().file('f', 'x', after));
    expect(changes(tree, 1, 2)).toEqual([]);
    expect(tree.versions(nodeAt(tree, '/f'))[1]?.change).toBe('identical');
  });

  test('what was brought again as it was is told where it is asked for, directories never', () => {
    const tree = mergeRecipes(
      layer().dir('d').file('d/x', 'x').symlink('s', 'a').file('gone').file('y', 'y'),
      layer().dir('d').file('d/x', 'x').symlink('s', 'a').whiteout('gone').whiteout('y'),
      layer().file('y', 'y'),
    );
    const asked = (from: number, to: number) =>
      [...tree.broughtChanges(from, to)].map(({ node, change }) => `${tree.path(node)} ${change}`);
    expect(asked(1, 2)).toEqual(['/d/x identical', '/gone removed', '/s identical', '/y removed']);
    expect(asked(1, 3)).toEqual(['/d/x identical', '/gone removed', '/s identical', '/y identical']);
    expect(changes(tree, 1, 3)).toEqual(['/gone removed whiteout']);
  });

  test('another type is replaced, whatever else differs', () => {
    const tree = mergeRecipes(layer().file('f').dir('d').file('d/x'), layer().symlink('f', 'x').fifo('d'));
    expect(changes(tree, 1, 2)).toEqual(['/d replaced', '/d/x removed replaced', '/f replaced']);
  });

  test('added, removed, and added again where an earlier level had it removed', () => {
    const tree = mergeRecipes(
      layer().file('a').file('b/x'),
      layer().whiteout('a').opaque('b'),
      layer().file('a').file('c').file('b/x'),
    );
    expect(changes(tree, 0, 1)).toEqual(['/a added', '/b added', '/b/x added']);
    expect(changes(tree, 1, 2)).toEqual(['/a removed whiteout', '/b/x removed opaque']);
    expect(changes(tree, 2, 3)).toEqual(['/a re-added', '/b/x re-added', '/c added']);
  });
});

describe('changes of a range (rule 16)', () => {
  const tree = mergeRecipes(
    layer().file('back', 'x').file('brief', 'x').file('content', 'x', { uid: 1 }).file('type').file('gone'),
    layer().file('back', 'y').file('between').file('content', 'x', { uid: 2 }).whiteout('brief').symlink('type', 'x'),
    layer().file('back', 'x').whiteout('between').file('content', 'y', { uid: 1 }).file('brief', 'x').whiteout('gone'),
  );

  test('are judged between the two levels, whatever lay between', () => {
    expect(changes(tree, 1, 3)).toEqual(['/content content', '/gone removed whiteout', '/type replaced']);
  });

  test('added again counts from the level that the range starts at', () => {
    expect(changes(tree, 2, 3).filter((line) => line.startsWith('/brief'))).toEqual(['/brief re-added']);
    expect(changes(tree, 0, 3).filter((line) => line.startsWith('/brief'))).toEqual(['/brief added']);
  });

  test('from the empty root all that is there is added, but for the root itself', () => {
    expect(changes(tree, 0, 3)).toEqual(['/back added', '/brief added', '/content added', '/type added']);
    expect(changes(tree, 3, 3)).toEqual([]);
  });

  test('each carries what was seen before and after', () => {
    const [content] = tree.changes(1, 3);
    expect([content?.before?.layer, content?.after?.layer]).toEqual([1, 3]);
    const gone = [...tree.changes(2, 3)].find(({ node }) => tree.path(node) === '/gone');
    expect([gone?.before?.layer, gone?.after]).toEqual([1, null]);
  });
});

test('counts are of every path, folders too and each path below a removed one; identical and repeated are none', () => {
  const tree = mergeRecipes(
    layer().file('a/b/x').file('same', 's').dir('d').file('old'),
    layer().whiteout('a').file('same', 's').dir('d').file('old', 'new').file('new/y'),
    layer().file('a'),
  );
  expect(tree.changeCounts(1)).toEqual({ added: 6, changed: 0, metadata: 0, removed: 0 });
  expect(tree.changeCounts(2)).toEqual({ added: 2, changed: 1, metadata: 0, removed: 3 });
  expect(tree.changeCounts(3)).toEqual({ added: 1, changed: 0, metadata: 0, removed: 0 });
  expect(tree.countChanges(1, 3)).toEqual({ added: 2, changed: 2, metadata: 0, removed: 2 });
});
