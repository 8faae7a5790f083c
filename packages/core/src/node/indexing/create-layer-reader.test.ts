import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type ByteSource,
  byteStringToText,
  DEFAULT_LIMITS,
  type DiffId,
  type Digest,
  type LayerSource,
} from '@stratascope/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compress, type LayerRecipe, layer } from '../../testing';
import { buildWorker } from '../../testing/build-worker';
import { fileByteSource } from '../blobs/file-byte-source';
import { memoryByteSource } from '../blobs/memory-byte-source';
import { createLayerReader, type LayerReaderOptions } from './create-layer-reader';
import type { LayerReader, ReadLayer } from './layer-reader';

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest;

let folder = '';
let workerEntry: URL;
const open: LayerReader[] = [];

beforeAll(async () => {
  const built = await mkdtemp(join(tmpdir(), 'stratascope-worker-'));
  workerEntry = await buildWorker(new URL('./layer-worker.ts', import.meta.url), built);
});
afterAll(() => rm(new URL('.', workerEntry), { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((reader) => reader.close()));
  await rm(folder, { recursive: true, force: true });
});

function newReader(options: Partial<LayerReaderOptions> = {}): LayerReader {
  const reader = createLayerReader({
    cacheFolder: join(folder, 'cache'),
    workers: 0,
    workerEntry: null,
    inThreadBelowBytes: 0,
    ...options,
  });
  open.push(reader);
  return reader;
}

const withWorkers = (options: Partial<LayerReaderOptions> = {}) => newReader({ workers: 2, workerEntry, ...options });

/** Counts the bytes that are read of a source. */
function counted(blob: ByteSource): { readonly blob: ByteSource; readonly bytes: () => number } {
  let bytes = 0;
  const counting: ByteSource = {
    size: blob.size,
    identity: blob.identity,
    file: blob.file,
    async *stream(range, signal) {
      for await (const piece of blob.stream(range, signal)) {
        bytes += piece.length;
        yield piece;
      }
    },
  };
  return { blob: counting, bytes: () => bytes };
}

const recipe = layer().dir('d').file('d/one', 'one', { mtime: '5.5' }).file('d/two', 2000).whiteout('gone');
const tar = recipe.tar();

function claims(stored: Uint8Array, of: Uint8Array): Omit<LayerSource, 'blob'> {
  return {
    layer: 1,
    digest: digestOf(stored),
    diffId: digestOf(of) as DiffId,
    mediaType: null,
    declaredSize: stored.length,
    unavailable: null,
  };
}

async function fileSource(
  name: string,
  stored: Uint8Array,
  of: Uint8Array = tar,
): Promise<LayerSource & { blob: ByteSource }> {
  const path = join(folder, name);
  await writeFile(path, stored);
  return { ...claims(stored, of), blob: await fileByteSource(path) };
}

const read = (reader: LayerReader, source: LayerSource, signal = new AbortController().signal) =>
  reader.read(source, { limits: DEFAULT_LIMITS, signal });

const paths = ({ index }: ReadLayer) =>
  index === null ? null : Array.from(index.path, (path) => byteStringToText(index.fullPath(path)));

const bytesOf = ({ index }: ReadLayer) => Buffer.from(index?.buffer ?? new ArrayBuffer(0));

const ALL = ['/d', '/d/one', '/d/two', '/gone'];

async function cacheFiles(part: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'cache'), { recursive: true });
  const files: string[] = [];
  for (const name of names.sort()) {
    const path = join(folder, 'cache', name);
    if (name.includes(part) && (await stat(path)).isFile()) files.push(path);
  }
  return files;
}

describe('the cache of layers', () => {
  test('a blob is read once; after that its index comes from the cache, all of it', async () => {
    const source = await fileSource('blob', gzipSync(tar));
    const first = await read(newReader(), source);
    const { blob, bytes } = counted(source.blob);
    const second = await read(newReader(), { ...source, blob });
    expect(bytes()).toBe(0);
    expect(paths(second)).toEqual(ALL);
    expect(bytesOf(second).equals(bytesOf(first))).toBe(true);
    expect({ ...second, index: null }).toEqual({ ...first, index: null });
    expect(second.isVerified).toBe(true);
  });

  test('a copy of a blob is only verified, and told by what it is', async () => {
    const stored = new Uint8Array(gzipSync(tar));
    await read(newReader(), await fileSource('blob', stored));
    const copy = await fileSource('copy', stored);
    const { blob, bytes } = counted(copy.blob);
    expect(paths(await read(newReader(), { ...copy, blob }))).toEqual(ALL);
    // Once from end to end, for its digest.
    expect(bytes()).toBe(stored.length);
  });

  test('a copy of a plain layer is known by its diff ID, where no digest is promised', async () => {
    await read(newReader(), { ...(await fileSource('blob', tar)), digest: null });
    const copy = await fileSource('copy', tar);
    const { blob, bytes } = counted(copy.blob);
    const result = await read(newReader(), { ...copy, blob, digest: null });
    expect(result).toMatchObject({ state: 'ok', isVerified: true });
    // Verified once, and not read for anything else.
    expect(bytes()).toBe(tar.length);
  });

  test('a claim leads to nothing: a blob that says it is another is read as what it is', async () => {
    const good = new Uint8Array(gzipSync(tar));
    await read(newReader(), await fileSource('good', good));
    const other = layer().file('other', 'x').tar();
    const source = await fileSource('other', new Uint8Array(gzipSync(other)));
    const result = await read(newReader(), { ...source, digest: digestOf(good), diffId: digestOf(tar) as DiffId });
    expect(paths(result)).toEqual(['/other']);
    expect(result.isVerified).toBe(false);
    expect(result.problems.map(({ code }) => code)).toEqual(['digest-mismatch', 'digest-mismatch']);
  });

  test('problems are judged anew for each image that has the blob', async () => {
    const source = await fileSource('blob', tar);
    const wrong = { ...source, layer: 7, diffId: digestOf(Uint8Array.of(1)) as DiffId };
    expect((await read(newReader(), wrong)).problems).toMatchObject([{ code: 'digest-mismatch', layer: 7 }]);
    expect((await read(newReader(), source)).problems).toEqual([]);
  });

  test('blobs that unpack to the same tar share one index', async () => {
    await read(newReader(), await fileSource('gzip', gzipSync(tar)));
    await read(newReader(), await fileSource('plain', tar));
    await read(newReader(), await fileSource('zstd', compress(tar, 'zstd')));
    expect(await cacheFiles('indexes')).toHaveLength(1);
  });

  test('what a fault or a limit cut does not stand in for the whole', async () => {
    const cut = gzipSync(tar).subarray(0, -9);
    const broken = await fileSource('broken', cut);
    const reader = newReader();
    expect(await read(reader, broken)).toMatchObject({ state: 'broken' });
    const limited = await reader.read(await fileSource('blob', tar), {
      limits: { ...DEFAULT_LIMITS, entries: 2 },
      signal: new AbortController().signal,
    });
    expect(paths(limited)).toEqual(['/d', '/d/one']);
    const fresh = newReader();
    expect(paths(await read(fresh, await fileSource('blob', tar)))).toEqual(ALL);
    const again = await read(fresh, broken);
    expect(again).toMatchObject({ state: 'broken', isVerified: false });
    expect(again.problems.map(({ code }) => code)).toEqual(['stream-corrupt']);
  });

  test('a file that was written to is read again', async () => {
    await read(newReader(), await fileSource('blob', tar));
    const other = layer().file('other', 'x').tar();
    expect(paths(await read(newReader(), await fileSource('blob', other, other)))).toEqual(['/other']);
  });

  test('with any bit turned, in any of its files, it is made again', async () => {
    const source = await fileSource('blob', gzipSync(tar));
    const expected = await read(newReader(), source);
    for (const path of await cacheFiles('')) {
      const bytes = await readFile(path);
      for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 12))) {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
        await writeFile(path, damaged);
        const result = await read(newReader(), source);
        expect({ ...result, index: null }).toEqual({ ...expected, index: null });
        expect(paths(result)).toEqual(ALL);
        expect((await readFile(path)).equals(bytes)).toBe(true);
      }
    }
  });

  test('cut files of it are made again', async () => {
    const source = await fileSource('blob', gzipSync(tar));
    await read(newReader(), source);
    for (const path of await cacheFiles('')) {
      const bytes = await readFile(path);
      for (const length of [0, 3, 50, bytes.length - 1]) {
        await writeFile(path, bytes.subarray(0, length));
        expect(paths(await read(newReader(), source))).toEqual(ALL);
      }
    }
  });

  test('another index under the name of this one is not believed', async () => {
    const source = await fileSource('blob', tar);
    await read(newReader(), source);
    const [mine] = await cacheFiles('indexes');
    const other = layer().file('other', 'x').tar();
    await read(newReader(), await fileSource('other', other, other));
    const theirs = (await cacheFiles('indexes')).find((path) => path !== mine);
    await copyFile(theirs ?? '', mine ?? '');
    expect(paths(await read(newReader(), source))).toEqual(ALL);
  });

  test('is bounded: the least recently used go first', async () => {
    const sources = [];
    for (let at = 0; at < 6; at++) {
      const bytes = layer().file(`file-${at}`, 10).tar();
      sources.push(await fileSource(`blob-${at}`, bytes, bytes));
    }
    const reader = newReader({ cacheBytes: 6_000 });
    for (const source of sources) await read(reader, source);
    let bytes = 0;
    for (const path of await cacheFiles('')) bytes += (await stat(path)).size;
    expect(bytes).toBeLessThanOrEqual(6_000);
    const [first, last] = [sources[0], sources[5]];
    if (first === undefined || last === undefined) throw new Error('six were made');
    const recent = counted(last.blob);
    await read(newReader(), { ...last, blob: recent.blob });
    expect(recent.bytes()).toBe(0);
    const old = counted(first.blob);
    await read(newReader(), { ...first, blob: old.blob });
    expect(old.bytes()).toBeGreaterThan(0);
  });

  test('a folder that cannot be written to costs nothing but time', async () => {
    await writeFile(join(folder, 'file'), '');
    const reader = newReader({ cacheFolder: join(folder, 'file', 'cache') });
    expect(paths(await read(reader, await fileSource('blob', tar)))).toEqual(ALL);
  });

  test('leaves no file of an unfinished write behind', async () => {
    await read(newReader(), await fileSource('blob', tar));
    expect(await cacheFiles('.tmp')).toEqual([]);
  });
});

/** Takes a while to read: as many bytes as asked for, in files. */
function large(megabytes: number): LayerRecipe {
  const noise = Buffer.alloc(1024 * 1024);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at);
  const big = layer();
  for (let at = 0; at < megabytes; at++) big.file(`${at}`, noise);
  return big;
}

describe('worker threads', () => {
  test('read what this thread would read', async () => {
    const stored = gzipSync(tar);
    const source = await fileSource('blob', stored);
    const inThread = await read(newReader({ cacheFolder: null }), source);
    const inWorker = await read(withWorkers({ cacheFolder: null }), source);
    expect({ ...inWorker, index: null }).toEqual({ ...inThread, index: null });
    expect(bytesOf(inWorker).equals(bytesOf(inThread))).toBe(true);
  });

  test('a layer that is wanted twice at once is read once', async () => {
    const bytes = large(8).tar();
    const source = await fileSource('blob', bytes, bytes);
    const { blob, bytes: readBytes } = counted(source.blob);
    const reader = newReader({ cacheFolder: null });
    const [one, other] = await Promise.all([
      read(reader, { ...source, blob }),
      read(reader, { ...source, blob, layer: 2 }),
    ]);
    expect(readBytes()).toBeLessThan(bytes.length + 100);
    expect([one.layer, other.layer]).toEqual([1, 2]);
    expect(one.index).toBe(other.index);
  });

  test('when one of two gives up, the other still gets it', async () => {
    const bytes = large(8).tar();
    const source = await fileSource('blob', bytes, bytes);
    const reader = withWorkers({ cacheFolder: null });
    const abort = new AbortController();
    const [one, other] = [read(reader, source, abort.signal), read(reader, source)];
    abort.abort(new Error('enough'));
    await expect(one).rejects.toThrow('enough');
    expect((await other).state).toBe('ok');
  });

  test('an abort frees the worker within a second and leaves nothing in the cache', async () => {
    const bytes = large(60).tar();
    const source = await fileSource('large', gzipSync(bytes, { level: 1 }), bytes);
    const reader = withWorkers({ workers: 1 });
    const abort = new AbortController();
    let isUnderWay = false;
    const reading = reader.read(source, {
      limits: DEFAULT_LIMITS,
      signal: abort.signal,
      onProgress: () => {
        if (!isUnderWay) abort.abort(new Error('enough'));
        isUnderWay = true;
      },
    });
    await expect(reading).rejects.toThrow('enough');
    expect(isUnderWay).toBe(true);
    const small = await fileSource('small', tar);
    const before = performance.now();
    expect(paths(await read(reader, small))).toEqual(ALL);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(await cacheFiles('large')).toEqual([]);
    expect(await cacheFiles('.tmp')).toEqual([]);
    expect(await cacheFiles('layers')).toHaveLength(1);
  });

  test('a worker in the midst of something long is ended and replaced', async () => {
    // A hole of a gibibyte less a little takes longer to hash than an abort may take.
    const bytes = layer()
      .sparse('hole', 1_000_000_000, [{ offset: 0, content: 'x' }])
      .tar();
    const source = await fileSource('hole', bytes, bytes);
    const reader = withWorkers({ workers: 1, cacheFolder: null });
    const abort = new AbortController();
    const reading = reader.read(source, {
      limits: DEFAULT_LIMITS,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
    const before = performance.now();
    expect(paths(await read(reader, await fileSource('small', tar)))).toEqual(ALL);
    expect(performance.now() - before).toBeLessThan(1500);
  });

  test('a file that was replaced after it was opened is location-changed', async () => {
    const source = await fileSource('blob', tar);
    await writeFile(join(folder, 'blob'), new Uint8Array(tar.length));
    await expect(read(withWorkers(), source)).rejects.toMatchObject({ name: 'ImageError', code: 'location-changed' });
    await rm(join(folder, 'blob'));
    await expect(read(withWorkers(), source)).rejects.toMatchObject({ code: 'location-changed' });
  });

  test('bytes that lie in no file are read in this thread', async () => {
    const source = { ...claims(tar, tar), blob: memoryByteSource(tar) };
    expect(paths(await read(withWorkers(), source))).toEqual(ALL);
  });

  test('read more layers than there are workers, and tell how far each is', async () => {
    const reader = withWorkers();
    const told = new Set<number>();
    const results = await Promise.all(
      Array.from({ length: 7 }, async (_, at) => {
        const bytes = layer().file(`file-${at}`, at).tar();
        const source = await fileSource(`blob-${at}`, bytes, bytes);
        return reader.read(
          { ...source, layer: at + 1 },
          {
            limits: DEFAULT_LIMITS,
            signal: new AbortController().signal,
            onProgress: (progress) => told.add(progress.layer),
          },
        );
      }),
    );
    expect(results.map((result) => paths(result))).toEqual(Array.from({ length: 7 }, (_, at) => [`/file-${at}`]));
    expect([...told].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('closing ends what is under way', async () => {
    const bytes = large(30).tar();
    const reader = withWorkers({ cacheFolder: null });
    const reading = read(reader, await fileSource('blob', bytes, bytes));
    reading.catch(() => {});
    await mkdir(join(folder, 'x'));
    await reader.close();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
