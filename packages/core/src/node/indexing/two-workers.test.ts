import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type DiffId, type Digest, type LayerSource } from '@stratascope/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Compression, compress, layer } from '../../testing';
import { buildWorker } from '../../testing/build-worker';
import { fileByteSource } from '../blobs/file-byte-source';
import { createLayerReader } from './create-layer-reader';
import type { LayerReader, ReadLayer } from './layer-reader';

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest;

/** More than goes through the ring at once. */
const tar = (() => {
  const noise = Buffer.alloc(1024 * 1024);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at);
  const recipe = layer();
  for (let at = 0; at < 11; at++) recipe.file(`${at}`, noise).file(`small-${at}`, `${at}`);
  return recipe.tar();
})();

let folder = '';
let workerEntry: URL;
let reader: LayerReader;

beforeAll(async () => {
  const built = await mkdtemp(join(tmpdir(), 'stratascope-worker-'));
  workerEntry = await buildWorker(new URL('./layer-worker.ts', import.meta.url), built);
});
afterAll(() => rm(new URL('.', workerEntry), { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
  reader = createLayerReader({ cacheFolder: null, workers: 2, workerEntry, inThreadBelowBytes: 0, byTwoFromBytes: 0 });
});
afterEach(async () => {
  await reader.close();
  await rm(folder, { recursive: true, force: true });
});

async function fileSource(name: string, stored: Uint8Array, of = tar): Promise<LayerSource> {
  const path = join(folder, name);
  await writeFile(path, stored);
  return {
    layer: 1,
    digest: digestOf(stored),
    diffId: digestOf(of) as DiffId,
    mediaType: null,
    declaredSize: stored.length,
    unavailable: null,
    blob: await fileByteSource(path),
  };
}

const read = (source: LayerSource, by = reader, signal = new AbortController().signal) =>
  by.read(source, { limits: DEFAULT_LIMITS, signal });

/** The same layer read by this thread alone. */
const readAlone = (source: LayerSource) =>
  read(source, createLayerReader({ cacheFolder: null, workers: 0, workerEntry: null, inThreadBelowBytes: 0 }));

const bytesOf = ({ index }: ReadLayer) => Buffer.from(index?.buffer ?? new ArrayBuffer(0));

function expectSame(one: ReadLayer, other: ReadLayer): void {
  expect({ ...one, index: null }).toEqual({ ...other, index: null });
  expect(bytesOf(one).equals(bytesOf(other))).toBe(true);
}

describe('two workers on one layer', () => {
  test.each<Compression>(['none', 'gzip', 'zstd'])('%s: find what one thread finds', async (compression) => {
    const source = await fileSource('blob', compress(tar, compression));
    const found = await read(source);
    expect(found).toMatchObject({ state: 'ok', isVerified: true, diffId: digestOf(tar) });
    expectSame(found, await readAlone(source));
    // And once more, with workers that are warm.
    expectSame(await read(source), found);
  });

  test.each<Compression>(['none', 'gzip', 'zstd'])(
    '%s: find of a cut stream what one thread finds',
    async (compression) => {
      const stored = compress(tar, compression);
      const source = await fileSource('blob', stored.subarray(0, stored.length * 0.7));
      const found = await read(source);
      expect(found.state).toBe('broken');
      expectSame(found, await readAlone(source));
    },
  );

  test('find a bomb, and a compression that nobody reads', async () => {
    const bomb = layer()
      .sparse('hole', 3_000_000_000, [{ offset: 0, content: 'x' }])
      .tar();
    const bzip2 = Buffer.from('425a6839314159265359', 'hex');
    for (const stored of [bomb, compress(bomb, 'gzip'), bzip2]) {
      const source = await fileSource('blob', stored);
      const found = await read(source);
      expect(found.state).toBe('unreadable');
      expectSame(found, await readAlone(source));
    }
  });

  test('make digests of two kinds', async () => {
    const sha512 = `sha512:${createHash('sha512').update(tar).digest('hex')}`;
    for (const compression of ['none', 'gzip'] as const) {
      const source = { ...(await fileSource(compression, compress(tar, compression))), diffId: sha512 as DiffId };
      expect(await read(source)).toMatchObject({ state: 'ok', isVerified: true, diffId: sha512 });
    }
  });

  test.each<Compression>(['none', 'gzip'])('%s: let go when nobody wants it any more', async (compression) => {
    const source = await fileSource('blob', compress(tar, compression));
    const abort = new AbortController();
    const reading = reader.read(source, {
      limits: DEFAULT_LIMITS,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
    const other = layer().file('other', 'x').tar();
    const [one, two] = await Promise.all([
      read(await fileSource('one', other, other)),
      read(await fileSource('two', compress(other, 'gzip'), other)),
    ]);
    expect([one.state, two.state]).toEqual(['ok', 'ok']);
  });

  test.each<Compression>(['none', 'gzip'])(
    '%s: a file that was written to is location-changed',
    async (compression) => {
      const source = await fileSource('blob', compress(tar, compression));
      await utimes(join(folder, 'blob'), 1, 1);
      await expect(read(source)).rejects.toMatchObject({ code: 'location-changed' });
      await truncate(join(folder, 'blob'), 100);
      await expect(read(source)).rejects.toMatchObject({ code: 'location-changed' });
    },
  );

  test('closing ends both', async () => {
    let closing: Promise<void> | null = null;
    const reading = reader.read(await fileSource('blob', compress(tar, 'gzip')), {
      limits: DEFAULT_LIMITS,
      signal: new AbortController().signal,
      // In the middle of it, however fast it is.
      onProgress: () => {
        closing ??= reader.close();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    await closing;
  });
});
