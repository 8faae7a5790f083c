import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type EntryPath, type LayerSource, textToByteString } from '@stratascope/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Compression, compress, type LayerRecipe, layer } from '../../testing';
import { countReads, imageSourceOf, layerOnDisk } from '../../testing/layers-on-disk';
import { createContentReader } from './create-content-reader';
import { createLayerReader } from './create-layer-reader';
import type { LayerReader } from './layer-reader';
import { loadImage } from './load-image';
import type { LoadedImage } from './loaded-image';

const bytesOfText = (text: string) => new TextEncoder().encode(text);

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

const load = (layers: readonly LayerSource[]) =>
  loadImage(imageSourceOf(layers), { reader, limits: DEFAULT_LIMITS, signal: new AbortController().signal });

function contents(maxBytes = 100_000_000) {
  const content = createContentReader({ cacheFolder: join(folder, 'contents'), maxBytes });
  return async (
    image: LoadedImage,
    path: string,
    range?: { readonly start: number; readonly end: number },
    signal = new AbortController().signal,
  ): Promise<Buffer> => {
    const node = image.tree.find(textToByteString(path) as EntryPath);
    const state = node === null ? null : image.tree.stateAt(node, image.layers.length);
    const entry = state?.source ?? null;
    if (entry === null) throw new Error(`${path} is not there`);
    const pieces: Uint8Array[] = [];
    for await (const piece of content.read(image, entry, { ...(range === undefined ? {} : { range }), signal })) {
      pieces.push(Uint8Array.from(piece));
    }
    return Buffer.concat(pieces);
  };
}

const keptTars = async () => (await readdir(join(folder, 'contents'))).filter((name) => name.endsWith('.tar'));

const big = Uint8Array.from({ length: 700_000 }, (_, at) => (at * at) >> 5);
const recipe: LayerRecipe = layer()
  .file('first', 'the first')
  .file('big', big)
  .sparse('sparse', 900_000, [
    { offset: 1000, content: 'here' },
    { offset: 600_000, content: 'there' },
  ])
  .file('empty', '')
  .hardlink('other-name', 'first')
  .dir('folder');
const sparse = new Uint8Array(900_000);
sparse.set(bytesOfText('here'), 1000);
sparse.set(bytesOfText('there'), 600_000);

describe('contents of files', () => {
  test.each(['none', 'gzip', 'zstd'] as const)(
    '%s: are what was put in, by range and whole, with holes',
    async (compression) => {
      const image = await load([await layerSource(1, recipe.tar(), compression)]);
      const read = contents();
      expect((await read(image, '/first')).toString()).toBe('the first');
      expect((await read(image, '/other-name')).toString()).toBe('the first');
      expect((await read(image, '/big')).equals(big)).toBe(true);
      expect((await read(image, '/big', { start: 300_000, end: 300_005 })).equals(big.subarray(300_000, 300_005))).toBe(
        true,
      );
      expect((await read(image, '/sparse')).equals(sparse)).toBe(true);
      expect((await read(image, '/sparse', { start: 1002, end: 600_003 })).equals(sparse.subarray(1002, 600_003))).toBe(
        true,
      );
      expect(await read(image, '/empty')).toHaveLength(0);
      await expect(read(image, '/first', { start: 0, end: 10 })).rejects.toThrow(RangeError);
    },
  );

  test('of an uncompressed layer are read at their offset and nowhere else', async () => {
    const { source, bytes } = countReads(await layerSource(1, recipe.tar(), 'none'));
    const image = await load([source]);
    const before = bytes();
    await contents()(image, '/first');
    expect(bytes() - before).toBe(9);
  });

  test.each(['gzip', 'zstd'] as const)(
    '%s: the second file of a layer reads no byte of its blob',
    async (compression) => {
      const { source, bytes } = countReads(await layerSource(1, recipe.tar(), compression));
      const image = await load([source]);
      const before = bytes();
      const read = contents();
      await read(image, '/first');
      expect(bytes() - before).toBe(source.blob?.size);
      await read(image, '/big');
      await read(image, '/sparse');
      // Nor does another process that finds it unpacked.
      await contents()(image, '/first');
      expect(bytes() - before).toBe(source.blob?.size);
    },
  );

  test('two that want a layer at once unpack it once', async () => {
    const { source, bytes } = countReads(await layerSource(1, recipe.tar(), 'gzip'));
    const image = await load([source]);
    const before = bytes();
    const read = contents();
    await Promise.all([read(image, '/first'), read(image, '/big'), read(image, '/sparse')]);
    expect(bytes() - before).toBe(source.blob?.size);
  });

  test('a tar larger than the bound is not kept, and read all the same', async () => {
    const image = await load([await layerSource(1, recipe.tar(), 'gzip')]);
    const read = contents(100_000);
    expect((await read(image, '/big', { start: 10, end: 20 })).equals(big.subarray(10, 20))).toBe(true);
    expect((await read(image, '/sparse')).equals(sparse)).toBe(true);
    await expect(readdir(join(folder, 'contents'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('the oldest tars go when there are too many', async () => {
    const recipes = [1, 2, 3].map((at) =>
      layer().file(
        `f${at}`,
        Uint8Array.from(big, (byte) => byte ^ at),
      ),
    );
    const image = await load(await Promise.all(recipes.map((each, at) => layerSource(at + 1, each.tar(), 'gzip'))));
    const read = contents(1_500_000);
    for (const at of [1, 2, 3, 1]) {
      expect((await read(image, `/f${at}`)).equals(Uint8Array.from(big, (byte) => byte ^ at))).toBe(true);
      expect((await keptTars()).length).toBeLessThanOrEqual(2);
    }
  });

  test('a damaged tar in the folder is made again', async () => {
    const image = await load([await layerSource(1, recipe.tar(), 'gzip')]);
    const read = contents();
    await read(image, '/first');
    const [name] = await keptTars();
    await writeFile(join(folder, 'contents', name ?? ''), new Uint8Array(recipe.tar().length));
    expect((await contents()(image, '/first')).toString()).toBe('the first');
    await writeFile(join(folder, 'contents', name ?? ''), new Uint8Array(recipe.tar().length));
    expect((await read(image, '/first')).toString()).toBe('the first');
  });

  test('of a layer whose stream is cut are there as far as the entries are', async () => {
    const source = await layerSource(1, recipe.tar(), 'gzip', (stored) => stored.subarray(0, stored.length - 8));
    const image = await load([source]);
    expect(image.layers[0]?.state).toBe('broken');
    expect((await contents()(image, '/big')).equals(big)).toBe(true);
  });

  test('of a file that was replaced after the image was opened are not there', async () => {
    for (const compression of ['none', 'gzip'] as const) {
      const image = await load([await layerSource(1, recipe.tar(), compression)]);
      await writeFile(join(folder, 'blob-1'), compress(layer().file('other', 'x').tar(), compression));
      await expect(contents()(image, '/first')).rejects.toMatchObject({ code: 'location-changed' });
      await rm(join(folder, 'contents'), { recursive: true, force: true });
    }
  });

  test('an abort ends it and leaves no file behind', async () => {
    const image = await load([await layerSource(1, layer().file('zeros', 60_000_000).tar(), 'gzip')]);
    const abort = new AbortController();
    const reading = contents()(image, '/zeros', undefined, abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await expect(reading).rejects.toThrow('enough');
    // The unpacking learns of it a moment later.
    await expect.poll(() => readdir(join(folder, 'contents', 'unfinished'))).toEqual([]);
    expect(await keptTars()).toEqual([]);
  });

  test('a folder has none', async () => {
    const image = await load([await layerSource(1, recipe.tar(), 'none')]);
    await expect(contents()(image, '/folder')).rejects.toMatchObject({ code: 'not-a-file' });
  });
});
