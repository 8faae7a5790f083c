import { expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import type { MergedTree } from './merged-tree';
import { victimsOf } from './victims';

const victims = (tree: MergedTree, path: string, by: number) => {
  const { entries, bytesByLayer } = victimsOf(tree, nodeAt(tree, path), by);
  return { entries, bytes: [...bytesByLayer].sort(([one], [other]) => one - other) };
};

test('a whiteout buries what stood at the path and below, by the layers that had brought it (rules 5, 23)', () => {
  const tree = mergeRecipes(
    layer().file('a/x', 10).file('a/y', 20).file('b', 5),
    layer().file('a/deep/z', 40).file('a/x', 11),
    layer().whiteout('a').whiteout('b'),
  );
  // The 10 bytes of the first `a/x` were dead before.
  expect(victims(tree, '/a', 3)).toEqual({
    entries: 4,
    bytes: [
      [1, 20],
      [2, 40 + 11],
    ],
  });
  expect(victims(tree, '/b', 3)).toEqual({ entries: 0, bytes: [[1, 5]] });
  expect(victims(tree, '/a', 2)).toEqual({ entries: 0, bytes: [[1, 10]] });
});

test('bytes that live on under another name are no victims (rule 23)', () => {
  const tree = mergeRecipes(
    layer().file('a/x', 10).hardlink('kept', 'a/x').file('a/y', 3),
    layer().whiteout('a'),
    layer().whiteout('kept'),
  );
  expect(victims(tree, '/a', 2)).toEqual({ entries: 2, bytes: [[1, 3]] });
  expect(victims(tree, '/kept', 3)).toEqual({ entries: 0, bytes: [[1, 10]] });
});

test('a file in the place of a folder buries what was in it (rule 9)', () => {
  const tree = mergeRecipes(layer().file('d/x', 7).file('d/y', 2), layer().file('d', 1));
  expect(victims(tree, '/d', 2)).toEqual({ entries: 2, bytes: [[1, 9]] });
});
