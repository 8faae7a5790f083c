import { describe, expect, test } from 'vitest';
import { layerIndexOf } from '../../testing/layer-index-of';
import { layer } from '../../testing/layer-recipe';
import { treeLines } from '../../testing/merge-recipes';
import type { LayerIndex } from '../layer-index/layer-index';
import { mergeInSteps, mergeLayers } from './merge-layers';

/** Files of one directory, the last name first, so that they have to be sorted. */
function filesOf(count: number): LayerIndex {
  const recipe = layer();
  for (let file = count; file > 0; file--) recipe.file(`a/b/${file}`);
  return layerIndexOf(recipe);
}

/** How many steps it takes to merge the layers. */
function stepsOf(...layers: readonly LayerIndex[]): number {
  const steps = mergeInSteps(layers);
  let count = 0;
  while (steps.next().done !== true) count++;
  return count;
}

const many = filesOf(50_000);

describe('mergeInSteps', () => {
  test('a layer of many entries takes many steps, also where all of them are in one directory', () => {
    // Each pass over 50,000 entries is three or four, and to sort them takes a pass for each doubling of what is sorted.
    expect(stepsOf(many) - stepsOf(filesOf(500))).toBeGreaterThan(60);
  });

  test('so does what removes many: a mark, or an entry that replaces their directory', () => {
    const keeping = stepsOf(many, layerIndexOf(layer().file('other')));
    expect(stepsOf(many, layerIndexOf(layer().whiteout('a'))) - keeping).toBeGreaterThanOrEqual(5);
    expect(stepsOf(many, layerIndexOf(layer().opaque('a'))) - keeping).toBeGreaterThanOrEqual(5);
    expect(stepsOf(many, layerIndexOf(layer().file('a'))) - keeping).toBeGreaterThanOrEqual(5);
  });

  test('what removes many has removed all of it before the next entry is applied', () => {
    const again = layerIndexOf(layer().whiteout('a').file('a/b/7'));
    const other = layerIndexOf(layer().file('a').file('a/b/8'));
    expect(treeLines(mergeLayers([many, again]), 2)).toEqual([
      '/a dir @2 implied',
      '/a/b dir @2 implied',
      '/a/b/7 file @2',
    ]);
    expect(treeLines(mergeLayers([many, other]), 2)).toEqual([
      '/a dir @2 implied',
      '/a/b dir @2 implied',
      '/a/b/8 file @2',
    ]);
  });
});
