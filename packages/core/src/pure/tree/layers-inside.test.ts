import { expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import { layersInside } from './layers-inside';

test('each layer that changed something inside a directory is told, whatever it did to the directory itself', () => {
  const tree = mergeRecipes(
    layer().dir('d').file('d/x', 'x').dir('e'),
    layer().dir('d', { mtime: 9 }).file('d/y', 'y'),
    layer().dir('d', { mode: 0o700 }),
    layer().whiteout('d/x'),
  );
  expect(layersInside(tree, nodeAt(tree, '/d')).filter((one) => one > 1)).toEqual([2, 4]);
  expect(layersInside(tree, nodeAt(tree, '/e'))).toEqual([]);
});
