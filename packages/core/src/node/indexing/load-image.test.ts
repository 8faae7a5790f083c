import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byteStringToText, DEFAULT_LIMITS, type LayerSource } from '@stratascope/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Compression, layer } from '../../testing';
import { imageSourceOf, layerOnDisk } from '../../testing/layers-on-disk';
import { createLayerReader } from './create-layer-reader';
import type { LayerReader, ReadLayer } from './layer-reader';
import { type LoadImageOptions, loadImage } from './load-image';
import type { LoadedImage } from './loaded-image';

let folder = '';
let reader: LayerReader;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
  reader = createLayerReader({ cacheFolder: null, workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
});
afterEach(async () => {
  await reader.close();
  await rm(folder, { recursive: true, force: true });
});

const layerSource = (
  at: number,
  tar: Uint8Array,
  compression: Compression,
  change?: (stored: Uint8Array) => Uint8Array,
) => layerOnDisk(folder, at, tar, compression, change);

const load = (layers: readonly LayerSource[], options: Partial<LoadImageOptions> = {}) =>
  loadImage(imageSourceOf(layers), {
    reader,
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    ...options,
  });

const shown = ({ tree, layers }: LoadedImage) =>
  Array.from(tree.walk(layers.length), (node) => byteStringToText(tree.path(node)));

describe('loadImage', () => {
  test('reads and merges all layers, whatever their compression', async () => {
    const image = await load([
      await layerSource(1, layer().file('a', 'one').file('b', 'two').tar(), 'gzip'),
      await layerSource(2, layer().whiteout('a').file('c', 'three').tar(), 'zstd'),
      await layerSource(3, layer().file('d', 'four').tar(), 'none'),
    ]);
    expect(shown(image)).toEqual(['/', '/b', '/c', '/d']);
    expect(image.layers.map(({ layer: at, state }) => `${at} ${state}`)).toEqual(['1 ok', '2 ok', '3 ok']);
    expect(image.problems).toEqual([{ code: 'history-absent' }]);
    expect(image.isVerified).toBe(true);
  });

  test('a missing and a damaged layer leave the others as they are; problems come in order', async () => {
    const sound = await layerSource(1, layer().file('a', 'one').tar(), 'gzip');
    const missing: LayerSource = { ...sound, layer: 2, blob: null, unavailable: 'missing' };
    const damaged = await layerSource(3, layer().file('c', 1).file('e', 2000).tar(), 'none', (tar) =>
      tar.subarray(0, 2000),
    );
    const last = await layerSource(4, layer().whiteout('nothing').file('d', 1).tar(), 'zstd');
    const image = await load([sound, missing, damaged, last]);
    expect(shown(image)).toEqual(['/', '/a', '/c', '/d']);
    expect(image.layers.map(({ state }) => state)).toEqual(['ok', 'missing', 'broken', 'ok']);
    expect(image.problems.map(({ code, layer: at }) => `${at ?? '-'} ${code}`)).toEqual([
      '- history-absent',
      '3 tar-corrupt',
      '3 digest-mismatch',
      '4 whiteout-of-nothing',
    ]);
    expect(image.isVerified).toBe(false);
  });

  test('tells of each layer as it is done, and how far each is', async () => {
    const done: ReadLayer[] = [];
    const progress = new Map<number, number>();
    const sources = [
      await layerSource(1, layer().file('a', 1).tar(), 'none'),
      await layerSource(2, layer().file('b', 300_000).tar(), 'none'),
    ];
    await load(sources, {
      onLayer: (result) => done.push(result),
      onProgress: ({ layer: at, readBytes }) => progress.set(at, readBytes),
    });
    expect(done.map((result) => result.layer).sort()).toEqual([1, 2]);
    expect([...progress].sort()).toEqual(sources.map(({ layer: at, blob }) => [at, blob?.size]));
  });

  test('the limit of entries is of the image', async () => {
    const recipes = [layer().file('a', 1).file('b', 1), layer().file('c', 1).file('d', 1), layer().file('e', 1)];
    const sources = await Promise.all(recipes.map((recipe, at) => layerSource(at + 1, recipe.tar(), 'none')));
    const image = await load(sources, { limits: { ...DEFAULT_LIMITS, entries: 3 } });
    expect(shown(image)).toEqual(['/', '/a', '/b', '/c']);
    expect(image.layers.map(({ state }) => state)).toEqual(['ok', 'broken', 'broken']);
    expect(image.problems.slice(1)).toEqual([
      { code: 'limit-entries', layer: 2, details: { limit: 1 } },
      { code: 'limit-entries', layer: 3, details: { limit: 0 } },
    ]);
    expect((await load(sources, { limits: { ...DEFAULT_LIMITS, entries: 5 } })).isVerified).toBe(true);
  });

  test('an abort ends it', async () => {
    const source = await layerSource(1, layer().file('a', 3_000_000).tar(), 'gzip');
    const abort = new AbortController();
    const loading = load([source], { signal: abort.signal, onProgress: () => abort.abort(new Error('enough')) });
    await expect(loading).rejects.toThrow('enough');
  });

  test('a blob that changes beneath is location-changed', async () => {
    const sources = [
      await layerSource(1, layer().file('a', 1).tar(), 'none'),
      await layerSource(2, layer().file('b', 1).tar(), 'none'),
    ];
    await appendFile(join(folder, 'blob-2'), 'x');
    await expect(load(sources)).rejects.toMatchObject({ code: 'location-changed' });
  });
});
