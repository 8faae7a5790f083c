import { describe, expect, test } from 'vitest';
import { layerIndexOf } from '../../../testing/layer-index-of';
import { layer } from '../../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../../testing/merge-recipes';
import { randomLayers } from '../../../testing/random/random-image';
import { recipeOf } from '../../../testing/random/recipe-steps';
import { byBytes } from '../../../testing/reference/reference-changes';
import { type ReferenceImage, referenceImage } from '../../../testing/reference/reference-image';
import { mergeLayers } from '../../tree/merge-layers';
import type { MergedTree, NodeId } from '../../tree/merged-tree';
import { type BytesPicture, type BytesRequest, bytesPicture } from './bytes-picture';

const IMAGES = 300;
const ROOT = 0 as NodeId;

const all = (level: number): BytesRequest => ({
  directory: ROOT,
  level,
  from: 0,
  stored: null,
  show: 'both',
  smallest: 1,
  limit: 1e6,
});

/** `path bytes @layer`, of dead ones with what killed them. */
const lines = (tree: MergedTree, { cells }: BytesPicture) =>
  cells.map(({ node, bytes, layer: from, isDead, death }) => {
    const end = isDead ? ` ${death?.cause} in ${death?.by}` : death === null ? '' : ` dies in ${death.by}`;
    return `${tree.path(node)} ${bytes} @${from}${end}`;
  });

describe('a picture of bytes', () => {
  test(`has every byte of ${IMAGES} random images where the reference has it, at every level`, () => {
    for (const { tree, reference } of randomImages()) {
      for (let level = 0; level <= tree.layerCount; level++) {
        const found = lines(tree, bytesPicture(tree, all(level)));
        const expected = referenceUnits(reference, level);
        // Where what a layer lost itself stands is tested by hand: the reference keeps no place for it.
        const isPlaced = (line: string) => !line.includes('superseded-in-layer');
        expect(found.filter(isPlaced).sort(byBytes)).toEqual([...expected].sort(byBytes));
      }
    }
  });

  test('adds up, folder by folder, layer by layer, whatever is folded: to the ledger', () => {
    let folded = 0;
    for (const { tree, seed } of randomImages()) {
      for (let level = 0; level <= tree.layerCount; level++) {
        const from = level === 0 ? 0 : seed % level;
        const picture = bytesPicture(tree, { ...all(level), from, limit: seed % 9, smallest: 1 + (seed % 50) * 4000 });
        folded += picture.folders.filter(({ restLive, restDead }) => restLive ?? restDead).length;
        expectSums(picture);
        const ledger = tree.ledger(level).layers.filter(({ layer: at }) => at > from);
        expect(picture.live).toBe(ledger.reduce((sum, { live }) => sum + live, 0));
        expect(picture.dead).toBe(ledger.reduce((sum, { dead }) => sum + dead, 0));
        const found = byLayer(picture);
        for (const { layer: at, live, dead } of ledger) expect(found(at)).toEqual({ live, dead });
        expect(picture.cells.length + picture.folders.length - 1).toBeLessThanOrEqual(seed % 9);
      }
    }
    expect(folded).toBeGreaterThan(IMAGES);
  });

  test('of a folder adds up to the sums that a listing has', () => {
    for (const { tree } of randomImages()) {
      for (const node of tree.walk(tree.layerCount)) {
        if (tree.stateAt(node, tree.layerCount)?.type !== 'dir') continue;
        const picture = bytesPicture(tree, { ...all(tree.layerCount), directory: node });
        expect(picture.live).toBe(tree.subtree(node, tree.layerCount).bytes);
        expectSums(picture);
      }
    }
  });

  test('of live or of dead bytes alone has those, and folds by them', () => {
    for (const { tree, seed } of randomImages()) {
      const level = tree.layerCount;
      for (const show of ['live', 'dead'] as const) {
        const picture = bytesPicture(tree, { ...all(level), show, limit: seed % 7 });
        expect(picture.cells.every(({ isDead }) => isDead === (show === 'dead'))).toBe(true);
        const [root] = picture.folders;
        expect(root?.[show]).toBe(tree.ledger(level)[show]);
        expect(root?.[show === 'live' ? 'dead' : 'live']).toBe(0);
        expectSums(picture);
      }
    }
  });

  test('of stored bytes hands out what each layer stores, each file within a byte of its share', () => {
    for (const { tree, seed } of randomImages()) {
      const level = tree.layerCount;
      const stored = Array.from({ length: level + 1 }, (_, at) => ((seed * 7919 + at * 104_729) % 977) * at);
      const picture = bytesPicture(tree, { ...all(level), stored });
      const unpacked = new Map<string, number>();
      const key = (cell: BytesPicture['cells'][number]) =>
        `${cell.node} ${cell.layer} ${cell.death?.by} ${cell.isDead}`;
      for (const cell of bytesPicture(tree, all(level)).cells) {
        unpacked.set(key(cell), (unpacked.get(key(cell)) ?? 0) + cell.bytes);
      }
      expectSums(picture);
      const ledger = tree.ledger(level).layers;
      const found = byLayer(picture);
      for (const { layer: at, content } of ledger) {
        const { live, dead } = found(at);
        expect(live + dead).toBe(content === 0 ? 0 : (stored[at] ?? 0));
      }
      const undivided = ledger.filter(({ content }) => content === 0).map(({ layer: at }) => stored[at] ?? 0);
      expect(picture.undivided).toBe(undivided.reduce((sum, bytes) => sum + bytes, 0));
      for (const cell of picture.cells) {
        const content = ledger[cell.layer - 1]?.content ?? 0;
        const share = ((stored[cell.layer] ?? 0) * (unpacked.get(key(cell)) ?? 0)) / content;
        // Several versions that one layer lost stand at one place and share its fractions.
        if (cell.death?.cause !== 'superseded-in-layer') expect(Math.abs(cell.bytes - share)).toBeLessThan(1);
      }
    }
  });
});

describe('a byte stands', () => {
  const shown = (tree: MergedTree, level = tree.layerCount) => lines(tree, bytesPicture(tree, all(level)));

  test('at the name that it died at, with the layer that killed it; till then where it lives', () => {
    const tree = mergeRecipes(
      layer().file('d/f', 'abc').file('keep', 'x'),
      layer().file('d/f', 'abcd'),
      layer().whiteout('d'),
    );
    expect(shown(tree, 1)).toEqual(['/keep 1 @1', '/d/f 3 @1 dies in 2']);
    expect(shown(tree, 2)).toEqual(['/keep 1 @1', '/d/f 4 @2 dies in 3', '/d/f 3 @1 overwritten in 2']);
    expect(shown(tree)).toEqual(['/keep 1 @1', '/d/f 4 @2 whiteout in 3', '/d/f 3 @1 overwritten in 2']);
  });

  test('once, at the first of its names, alive or dead', () => {
    const linked = layer().file('b', 'abc').hardlink('a', 'b').hardlink('c', 'b');
    const tree = mergeRecipes(linked, layer().whiteout('a'), layer().whiteout('b').whiteout('c'));
    expect(shown(tree, 1)).toEqual(['/a 3 @1 dies in 3']);
    expect(shown(tree, 2)).toEqual(['/b 3 @1 dies in 3']);
    expect(shown(tree)).toEqual(['/b 3 @1 whiteout in 3']);
  });

  test('at the path of its entry where its own layer lost it, or at the nearest folder that ever was', () => {
    const tree = mergeRecipes(
      layer().file('twice', 'ab').file('twice', 'x').dir('gone').file('gone/in', 'abcd').file('gone', 'y'),
    );
    expect(shown(tree)).toEqual([
      '/gone 4 @1 superseded-in-layer in 1',
      '/twice 2 @1 superseded-in-layer in 1',
      '/gone 1 @1',
      '/twice 1 @1',
    ]);
  });

  test('in the root where AUFS kept it and no name is left', () => {
    const tree = mergeRecipes(layer().file('.wh..wh.plnk/1', 'abc').hardlink('a', '.wh..wh.plnk/1').file('a', 'x'));
    expect(shown(tree)).toEqual(['/ 3 @1 superseded-in-layer in 1', '/a 1 @1']);
    expect(bytesPicture(tree, all(1))).toMatchObject({ live: 1, dead: 3 });
  });
});

describe('what is folded', () => {
  const tree = mergeRecipes(
    layer().file('big', 'x'.repeat(100)).file('s/one.so.6', '1234').file('s/two', '12', { mode: 0o755 }).file('t', '1'),
    layer().file('t', '22').file('s/three.PY', '123'),
    layer().whiteout('s/one.so.6'),
  );
  const picture = (change: Partial<BytesRequest>) => bytesPicture(tree, { ...all(3), ...change });

  test('is one rest a folder, with its layers, what killed its dead, and how many paths it is', () => {
    const { folders, cells } = picture({ limit: 1 });
    expect(cells.map(({ node }) => tree.path(node))).toEqual(['/big']);
    expect(folders).toEqual([
      {
        node: 0,
        parent: -1,
        live: 107,
        dead: 5,
        restLive: {
          count: 2,
          bytes: 7,
          layers: [
            [1, 2],
            [2, 5],
          ],
          groups: [],
        },
        restDead: {
          count: 2,
          bytes: 5,
          layers: [[1, 5]],
          killers: [
            [2, 1],
            [3, 4],
          ],
        },
      },
    ]);
  });

  test('is what is smaller than a share', () => {
    const { cells, folders } = picture({ smallest: 30_000 });
    expect(cells.map(({ node, bytes }) => `${tree.path(node)} ${bytes}`)).toEqual(['/big 100', '/s/one.so.6 4']);
    expect(folders.map(({ node }) => tree.path(node))).toEqual(['/', '/s']);
  });

  test('is told apart by kind, cells too', () => {
    const { cells, folders } = picture({ limit: 2, groupBy: 'kind' });
    expect(cells.map(({ group }) => group)).toEqual(['other']);
    expect(folders[0]?.restLive?.groups).toEqual([['other', 2]]);
    expect(folders[1]?.restLive?.groups).toEqual([
      ['program', 2],
      ['code', 3],
    ]);
    expect(picture({ groupBy: 'kind', level: 1 }).cells.map(({ group }) => group)).toEqual([
      'other',
      'other',
      'library',
      'program',
    ]);
  });

  test('is told apart by what brought the bytes, or by what a range did', () => {
    const changes = (change: Partial<BytesRequest>) =>
      picture({ groupBy: 'change', show: 'live', ...change }).cells.map(
        ({ node, group }) => `${tree.path(node)} ${group}`,
      );
    expect(changes({})).toEqual(['/big added', '/t content', '/s/three.PY added', '/s/two added']);
    expect(changes({ from: 1 })).toEqual(['/t content', '/s/three.PY added']);
  });

  test('never asks for more of a flat folder than the limit, also where all is of one size', () => {
    const flat = Array.from({ length: 50 }, (_, at) => at).reduce((each, at) => each.file(`f/${at}`, 'x'), layer());
    const { cells, folders } = bytesPicture(mergeRecipes(flat), { ...all(1), limit: 11 });
    expect(cells).toHaveLength(10);
    expect(folders[1]?.restLive).toMatchObject({ count: 40, bytes: 40 });
  });
});

test('a picture of a folder inside has nothing of what lies beside it', () => {
  const tree = mergeRecipes(layer().file('a/b/c', 'xyz').file('a!', 'q').file('a/z', 'w'), layer().whiteout('a/b'));
  const picture = bytesPicture(tree, { ...all(2), directory: nodeAt(tree, '/a') });
  expect(lines(tree, picture)).toEqual(['/a/z 1 @1', '/a/b/c 3 @1 whiteout in 2']);
  expect(picture).toMatchObject({ live: 1, dead: 3 });
});

interface RandomImage {
  readonly seed: number;
  readonly tree: MergedTree;
  readonly reference: ReferenceImage;
}

const images: RandomImage[] = [];

/** Made once for all tests: the reference is slow. */
function randomImages(): readonly RandomImage[] {
  for (let seed = images.length + 1; seed <= IMAGES; seed++) {
    const recipes = randomLayers(seed).map((steps) => (steps === null ? null : recipeOf(steps)));
    const reference = referenceImage(recipes.map((recipe) => recipe?.entries() ?? null));
    const tree = mergeLayers(recipes.map((recipe) => (recipe === null ? null : layerIndexOf(recipe))));
    images.push({ seed, tree, reference });
  }
  return images;
}

/** What the reference has alive and dead with its place, but what a layer lost itself. */
function referenceUnits({ levels, deaths }: ReferenceImage, level: number): readonly string[] {
  const live = (levels[level]?.rows ?? [])
    .filter(({ path, firstName, node }) => node.inode.size > 0 && (firstName === null || firstName === path))
    .map(({ path, node: { inode } }) => {
      const death = deaths.find((each) => each.inode === inode);
      return `${path} ${inode.size} @${inode.broughtBy}${death === undefined ? '' : ` dies in ${death.by}`}`;
    });
  const dead = deaths
    .filter(({ inode, by, cause }) => inode.size > 0 && by <= level && cause !== 'superseded-in-layer')
    .map(({ inode, by, cause }) => {
      const names = (levels[by - 1]?.rows ?? []).filter(({ node }) => node.inode === inode);
      return `${names[0]?.path} ${inode.size} @${inode.broughtBy} ${cause} in ${by}`;
    });
  return [...live, ...dead];
}

function expectSums({ folders, cells, live, dead }: BytesPicture): void {
  folders.forEach((folder, at) => {
    const inside = folders.filter(({ parent }) => parent === at);
    const own = cells.filter((cell) => cell.folder === at);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const bytes = (isDead: boolean) => sum(own.filter((cell) => cell.isDead === isDead).map((cell) => cell.bytes));
    expect(bytes(false) + sum(inside.map((each) => each.live)) + (folder.restLive?.bytes ?? 0)).toBe(folder.live);
    expect(bytes(true) + sum(inside.map((each) => each.dead)) + (folder.restDead?.bytes ?? 0)).toBe(folder.dead);
    for (const pairs of [folder.restLive?.layers, folder.restDead?.layers, folder.restDead?.killers]) {
      if (pairs === undefined) continue;
      const rest = pairs === folder.restLive?.layers ? folder.restLive : folder.restDead;
      expect(sum(pairs.map(([, each]) => each))).toBe(rest?.bytes);
    }
  });
  const [root] = folders;
  expect([live, 0]).toContain(root?.live);
  expect([dead, 0]).toContain(root?.dead);
}

function byLayer({ folders, cells }: BytesPicture) {
  return (wanted: number) => {
    const of = (isDead: boolean) => {
      const own = cells.filter((cell) => cell.isDead === isDead && cell.layer === wanted);
      const rests = folders.flatMap(({ restLive, restDead }) => (isDead ? restDead : restLive)?.layers ?? []);
      const inRests = rests.filter(([layer]) => layer === wanted).reduce((sum, [, bytes]) => sum + bytes, 0);
      return own.reduce((sum, { bytes }) => sum + bytes, inRests);
    };
    return { live: of(false), dead: of(true) };
  };
}
