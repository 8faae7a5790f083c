import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer } from '../../testing/layer-recipe';
import { mergeRecipes } from '../../testing/merge-recipes';
import type { MergedTree } from '../tree/merged-tree';

/** The dead bytes at the top, as `bytes of layer: cause in layer`. */
const deaths = (...layers: readonly LayerRecipe[]) =>
  mergeRecipes(...layers)
    .ledger(layers.length)
    .layers.flatMap(({ layer: born, deadBy }) =>
      deadBy.map(({ bytes, cause, by }) => `${bytes} of ${born}: ${cause} in ${by}`),
    );

/** Bytes of the merged file system as anyone counts them who walks it. */
function walkedBytes(tree: MergedTree, level: number): number {
  const inodes = new Map<string, number>();
  for (const node of tree.walk(level)) {
    const state = tree.stateAt(node, level);
    if (state?.type === 'file') inodes.set(JSON.stringify(state.source), state.size);
  }
  return [...inodes.values()].reduce((sum, size) => sum + size, 0);
}

describe('how bytes die (rule 23)', () => {
  const base = () => layer().file('d/f', 'abc');

  test.each([
    ['overwritten', layer().file('d/f', 'xyz', { uid: 9 })],
    ['metadata', layer().file('d/f', 'abc', { uid: 9 })],
    ['identical', layer().file('d/f', 'abc')],
    ['whiteout', layer().whiteout('d/f')],
    ['whiteout', layer().whiteout('d')],
    ['whiteout', layer().file('d/f', 'abc').whiteout('d/f')],
    ['opaque', layer().opaque('d')],
    ['opaque', layer().opaque('')],
    ['replaced', layer().symlink('d/f', 'x')],
    ['replaced', layer().dir('d/f')],
    ['replaced', layer().symlink('d', 'x')],
    ['replaced', layer().file('d/f/below', '')],
  ])('%s', (cause, over) => {
    expect(deaths(base(), over)).toEqual([`3 of 1: ${cause} in 2`]);
  });

  test('what a layer brings and loses itself is superseded', () => {
    expect(deaths(layer().file('a', '1').file('a', '22').dir('a').file('b/x', '333').file('b', '4'))).toEqual([
      '6 of 1: superseded-in-layer in 1',
    ]);
  });

  test('a rewritten name is judged by what stands there in the end', () => {
    expect(deaths(base(), layer().file('d/f', 'xx').file('d/f', 'abc'))).toEqual([
      '3 of 1: identical in 2',
      '2 of 2: superseded-in-layer in 2',
    ]);
    expect(deaths(base(), layer().file('d/f', 'xx').file('d', ''))).toEqual([
      '3 of 1: replaced in 2',
      '2 of 2: superseded-in-layer in 2',
    ]);
  });

  test('an inode lives while one name does, and dies of what took the last', () => {
    const linked = () => layer().file('a', 'abc').hardlink('b', 'a').hardlink('c', 'a');
    expect(deaths(linked(), layer().whiteout('a').file('b', 'x'))).toEqual([]);
    expect(deaths(linked(), layer().whiteout('a').file('b', 'x'), layer().symlink('c', 'x'))).toEqual([
      '3 of 1: replaced in 3',
    ]);
    expect(deaths(linked(), layer().file('b', 'x').file('c', 'x').whiteout('a'))).toEqual(['3 of 1: overwritten in 2']);
  });

  test('the bytes of an ignored entry are no content', () => {
    const tree = mergeRecipes(layer().hardlink('a', 'nothing').file('../out', 'abc'));
    expect(tree.ledger(1).content).toBe(0);
  });

  test('files without bytes do not fill the list', () => {
    expect(deaths(layer().file('a'), layer().whiteout('a'))).toEqual([]);
  });
});

describe('the ledger of a level', () => {
  const layers = [
    layer().file('a', 'aaaa').file('d/b', 'bb').hardlink('l', 'a').file('twice', 'x').file('twice', 'yy'),
    layer().whiteout('a').file('d/b', 'cc', { mode: 0o600 }).file('n', 'nnn'),
    layer().opaque('d').whiteout('l').hardlink('m', 'n'),
    layer().file('n', 'nnn').whiteout('m').file('a', 'aaaa'),
  ];
  const tree = mergeRecipes(...layers);

  test('lists the layers up to it and counts nothing that layers above it brought or killed', () => {
    expect(tree.ledger(2)).toEqual({
      level: 2,
      layers: [
        {
          layer: 1,
          content: 9,
          live: 6,
          dead: 3,
          deadBy: [
            { cause: 'overwritten', by: 2, bytes: 2 },
            { cause: 'superseded-in-layer', by: 1, bytes: 1 },
          ],
        },
        { layer: 2, content: 5, live: 5, dead: 0, deadBy: [] },
      ],
      content: 14,
      live: 11,
      dead: 3,
      deadBy: { overwritten: 2, 'superseded-in-layer': 1 },
    });
  });

  test('content is live and dead, and live is what a walk counts, at every level', () => {
    for (let level = 0; level <= layers.length; level++) {
      const ledger = tree.ledger(level);
      expect(ledger.live).toBe(walkedBytes(tree, level));
      expect(ledger.live + ledger.dead).toBe(ledger.content);
      for (const each of ledger.layers) expect(each.live + each.dead).toBe(each.content);
    }
  });

  test('folder sums add up to it, in all and by layer, each inode once', () => {
    for (let level = 0; level <= layers.length; level++) {
      const ledger = tree.ledger(level);
      expect(tree.subtree(0 as never, level).bytes).toBe(ledger.live);
      const byLayer = tree.bytesByLayer(0 as never, level);
      for (const each of ledger.layers) expect(byLayer[each.layer]).toBe(each.live);
    }
  });
});
