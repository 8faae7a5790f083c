import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type EntryPath, type LayerSource, textToByteString } from '@stratascope/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Compression, layer } from '../../testing';
import { buildWorker } from '../../testing/build-worker';
import { imageSourceOf, layerOnDisk } from '../../testing/layers-on-disk';
import { createContentReader } from './create-content-reader';
import { createLayerReader } from './create-layer-reader';
import { loadImage } from './load-image';
import type { LoadedImage } from './loaded-image';

const big = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * at) >> 5);
const tar = layer().file('first', 'the first').file('big', big).tar();

let folder = '';
let workerEntry: URL;
let contents: ReturnType<typeof createContentReader>;

beforeAll(async () => {
  const built = await mkdtemp(join(tmpdir(), 'stratascope-worker-'));
  workerEntry = await buildWorker(new URL('./layer-worker.ts', import.meta.url), built);
});
afterAll(() => rm(new URL('.', workerEntry), { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
  contents = createContentReader({ cacheFolder: join(folder, 'contents'), maxBytes: 1e9, workerEntry });
});
afterEach(async () => {
  await contents.close();
  await rm(folder, { recursive: true, force: true });
});

async function load(source: LayerSource): Promise<LoadedImage> {
  const reader = createLayerReader({ cacheFolder: null, workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
  return loadImage(imageSourceOf([source]), { reader, limits: DEFAULT_LIMITS, signal: new AbortController().signal });
}

const loadTar = async (bytes: Uint8Array, compression: Compression, change?: (stored: Uint8Array) => Uint8Array) =>
  load(await layerOnDisk(folder, 1, bytes, compression, change));

async function read(image: LoadedImage, path: string, signal = new AbortController().signal): Promise<Buffer> {
  const node = image.tree.find(textToByteString(path) as EntryPath);
  const entry = node === null ? null : (image.tree.stateAt(node, 1)?.source ?? null);
  if (entry === null) throw new Error(`${path} is not there`);
  const pieces: Uint8Array[] = [];
  for await (const piece of contents.read(image, entry, { signal })) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

describe('a worker that unpacks layers for their contents', () => {
  test.each<Compression>(['gzip', 'zstd'])('%s: gives what was put in', async (compression) => {
    const image = await loadTar(tar, compression);
    expect((await read(image, '/big')).equals(big)).toBe(true);
    expect((await read(image, '/first')).toString()).toBe('the first');
  });

  test('gives what stands before the end of a cut stream', async () => {
    const image = await loadTar(tar, 'gzip', (stored) => stored.subarray(0, stored.length - 8));
    expect(image.layers[0]?.state).toBe('broken');
    expect((await read(image, '/big')).equals(big)).toBe(true);
  });

  test('finds a file that was replaced, and leaves nothing of it', async () => {
    const image = await loadTar(tar, 'gzip');
    await writeFile(join(folder, 'blob-1'), 'another');
    await expect(read(image, '/first')).rejects.toMatchObject({ name: 'ImageError', code: 'location-changed' });
    // The folder itself may not have been made yet.
    const names = await readdir(join(folder, 'contents')).catch(() => []);
    expect(names.filter((name) => name.includes('.tar'))).toEqual([]);
  });

  test('reads on without a folder that could be written to', async () => {
    await writeFile(join(folder, 'contents'), 'a file in its place');
    const image = await loadTar(tar, 'gzip');
    expect((await read(image, '/first')).toString()).toBe('the first');
  });

  test('ends when nobody waits any more, and when it is closed', async () => {
    const image = await loadTar(layer().file('zeros', 90_000_000).tar(), 'gzip');
    const abort = new AbortController();
    const given = read(image, '/zeros', abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await expect(given).rejects.toThrow('enough');
    const closed = read(image, '/zeros');
    closed.catch(() => {});
    await contents.close();
    await expect(closed).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => readdir(join(folder, 'contents', 'unfinished'))).toEqual([]);
  });
});
