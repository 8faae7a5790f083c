import { expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';

const tree = mergeRecipes(
  layer().file('a/x', 'xxx').file('a-b', '12345').hardlink('z/link', 'a/x').file('a/d/y', 'y'),
  layer().whiteout('a/x').file('a/n', 'nn').symlink('a/s', 'somewhere'),
);
const sums = (path: string, level: number) => tree.subtree(nodeAt(tree, path), level);

test('what is below a directory is its own, not that of siblings whose names sort between', () => {
  expect(sums('/a', 1)).toEqual({ bytes: 4, entries: 3 });
  expect(sums('/a-b', 1)).toEqual({ bytes: 5, entries: 0 });
  expect(sums('/', 1)).toEqual({ bytes: 9, entries: 7 });
});

test('an inode counts at its first name, and moves to the next one when that is gone', () => {
  expect(sums('/a/x', 1).bytes).toBe(3);
  expect(sums('/z/link', 1).bytes).toBe(0);
  expect(sums('/z', 1)).toEqual({ bytes: 0, entries: 1 });
  expect(sums('/z', 2)).toEqual({ bytes: 3, entries: 1 });
});

test('bytes stand with the layer that brought them, also at a name of a later one', () => {
  expect(tree.bytesByLayer(nodeAt(tree, '/a'), 2)).toEqual([0, 1, 2]);
  expect(tree.bytesByLayer(nodeAt(tree, '/z/link'), 2)).toEqual([0, 3, 0]);
  expect(tree.bytesByLayer(nodeAt(tree, '/a/s'), 2)).toEqual([0, 0, 0]);
});

test('at level 0 and of what is gone there is nothing', () => {
  expect(sums('/', 0)).toEqual({ bytes: 0, entries: 0 });
  expect(sums('/a/x', 2)).toEqual({ bytes: 0, entries: 0 });
});

test('a large directory has the same bytes by layer as its files one by one', () => {
  // Over many blocks of the sums, with edges within them: files of 1 to 7 bytes, a third of them replaced.
  const files = Array.from({ length: 3000 }, (_, file) => `d${file % 7}/f${file}`);
  const base = layer();
  const upper = layer();
  files.forEach((path, file) => {
    base.file(path, 'x'.repeat(1 + (file % 7)));
    if (file % 3 === 0) upper.file(path, 'yy');
  });
  const large = mergeRecipes(base, upper);
  for (const [level, path] of [
    [2, '/'],
    [2, '/d3'],
    [1, '/d6'],
  ] as const) {
    const expected = [0, 0, 0];
    for (const node of large.walk(level, { below: nodeAt(large, path) })) {
      const state = large.stateAt(node, level);
      if (state?.type === 'file') expected[state.layer] = (expected[state.layer] ?? 0) + state.size;
    }
    expect(large.bytesByLayer(nodeAt(large, path), level)).toEqual(expected);
  }
});
