import { expect, test } from 'vitest';
import { layerIndexOf } from '../../testing/layer-index-of';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import { randomLayers } from '../../testing/random/random-image';
import { recipeOf } from '../../testing/random/recipe-steps';
import { mergeLayers } from './merge-layers';

test('all layers counted at once are what each is counted by itself, of 300 random images', () => {
  let changes = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const tree = mergeLayers(
      randomLayers(seed).map((steps) => (steps === null ? null : layerIndexOf(recipeOf(steps)))),
    );
    for (let each = 1; each <= tree.layerCount; each++) {
      const listed = [...tree.changes(each - 1, each)].map(({ change }) => change);
      const count = (kinds: readonly string[]) => listed.filter((kind) => kinds.includes(kind)).length;
      const counts = {
        added: count(['added', 're-added']),
        changed: count(['content', 'metadata', 'replaced']),
        metadata: count(['metadata']),
        removed: count(['removed']),
      };
      expect(tree.changeCounts(each)).toEqual(counts);
      expect(tree.countChanges(each - 1, each)).toEqual(counts);
      changes += listed.length;
    }
  }
  expect(changes).toBeGreaterThan(1000);
});

test('changes below a path are those of it and below it, and pages of them join to the whole', () => {
  const tree = mergeRecipes(
    layer().file('a/x', '1').file('a/y/z', '1').file('a!', '1').file('b', '1'),
    layer().file('a/x', '2').whiteout('a/y').file('b', '2'),
  );
  const below = nodeAt(tree, '/a');
  const paths = (options: Parameters<typeof tree.changes>[2]) =>
    [...tree.changes(1, 2, options)].map(({ node, change }) => `${change} ${tree.path(node)}`);
  expect(paths({ below })).toEqual(['content /a/x', 'removed /a/y', 'removed /a/y/z']);
  expect(tree.countChanges(1, 2, below)).toEqual({ added: 0, changed: 1, metadata: 0, removed: 2 });
  expect([...paths({ below }).slice(0, 1), ...paths({ below, skip: 1 })]).toEqual(paths({ below }));
  expect(paths({ below, skip: 3 })).toEqual([]);
});
