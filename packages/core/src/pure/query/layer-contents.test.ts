import { describe, expect, test } from 'vitest';
import { layerIndexOf } from '../../testing/layer-index-of';
import { type LayerRecipe, layer } from '../../testing/layer-recipe';
import { mergeLayers } from '../tree/merge-layers';
import { layerContents } from './layer-contents';

const contents = (layers: readonly LayerRecipe[], number: number, parts = 8) => {
  const tree = mergeLayers(layers.map((each) => layerIndexOf(each)));
  const found = layerContents(tree, number, { parts, largest: 2 });
  return {
    ...found,
    parts: found.parts.map(({ path, bytes, dead }) => `${path} ${bytes}${dead > 0 ? ` †${dead}` : ''}`),
    largest: found.largest.map(({ path, bytes, dead }) => `${path} ${bytes}${dead > 0 ? ` †${dead}` : ''}`),
    content: tree.ledger(tree.layerCount).layers[number - 1]?.content,
  };
};

describe('layerContents', () => {
  test('a deep chain of folders shows its end, a folder of many small files shows itself', () => {
    const many = Array.from({ length: 20 }, (_, at) => at);
    const recipe = many.reduce(
      (each, at) => each.file(`usr/bin/tool${at}`, 20),
      layer().file('usr/lib/gcc/12/cc1', 600),
    );
    expect(contents([recipe], 1).parts).toEqual(['/usr/lib/gcc/12/cc1 600', '/usr/bin 400']);
  });

  test('no byte is counted twice: parts and what is not listed sum up to the content', () => {
    const recipe = layer()
      .file('a/one', 100)
      .file('b/two', 90)
      .file('c/three', 80)
      .file('d', 7)
      .file('c/three', 50)
      .hardlink('e', 'a/one');
    const { parts, more, content } = contents([recipe], 1, 2);
    const listed = parts.reduce((sum, part) => sum + Number(part.split(' ')[1]), 0);
    expect(parts).toHaveLength(2);
    expect(more.count).toBeGreaterThan(0);
    expect(listed + more.bytes).toBe(100 + 90 + 80 + 7 + 50);
    expect(content).toBe(listed + more.bytes);
  });

  test('what later layers kill, and what the layer loses itself, is dead', () => {
    const base = layer().file('cache/x', 300).file('keep/y', 200).file('twice', 10).file('twice', 20);
    const found = contents([base, layer().whiteout('cache')], 1);
    expect(found.parts).toEqual(['/cache/x 300 †300', '/keep/y 200', '/ 30 †10']);
    expect(found.largest).toEqual(['/cache/x 300 †300', '/keep/y 200']);
  });

  test('a layer of nothing, and one that is missing, have no parts', () => {
    expect(contents([layer().dir('empty').file('none')], 1).parts).toEqual([]);
    const tree = mergeLayers([null]);
    expect(layerContents(tree, 1, { parts: 8, largest: 2 })).toEqual({
      parts: [],
      more: { count: 0, bytes: 0 },
      largest: [],
    });
  });
});
