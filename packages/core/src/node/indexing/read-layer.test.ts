import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  type ByteSource,
  byteStringToText,
  DEFAULT_LIMITS,
  type DiffId,
  type Digest,
  type LayerSource,
  type Limits,
} from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { compress, type LayerRecipe, layer, zstdFrameOfWindow } from '../../testing';
import { memoryByteSource } from '../blobs/memory-byte-source';
import type { ReadLayer } from './layer-reader';
import { readLayer } from './read-layer';

const digestOf = (bytes: Uint8Array, algorithm = 'sha256') =>
  `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}` as Digest;

/** What a store would say of a blob and the tar it was made from, true in all; `claims` may change that. */
function sourceOf(stored: Uint8Array, tar: Uint8Array | null, claims: Partial<LayerSource> = {}): LayerSource {
  return {
    layer: 3,
    digest: digestOf(stored),
    diffId: tar === null ? null : (digestOf(tar) as DiffId),
    mediaType: null,
    declaredSize: stored.length,
    blob: memoryByteSource(stored),
    unavailable: null,
    ...claims,
  };
}

const read = (source: LayerSource, limits: Partial<Limits> = {}) =>
  readLayer(source, { limits: { ...DEFAULT_LIMITS, ...limits }, signal: new AbortController().signal });

const paths = ({ index }: ReadLayer) =>
  index === null ? null : Array.from(index.path, (path) => byteStringToText(index.fullPath(path)));

const bytesOf = ({ index }: ReadLayer) => Buffer.from(index?.buffer ?? new ArrayBuffer(0));

const codes = ({ problems }: ReadLayer) => problems.map(({ code, layer: at }) => `${at} ${code}`);

/** Files that do not compress well, so that a cut stream holds some of them whole. */
function noisy(files: number): LayerRecipe {
  const recipe = layer().dir('d');
  for (let file = 0; file < files; file++) {
    const bytes = Uint8Array.from({ length: 3000 }, (_, at) => Math.imul(at + 1, (file + 7) * 2654435761) >>> 13);
    recipe.file(`d/${file}`, bytes);
  }
  return recipe;
}

const recipe = noisy(60).whiteout('old').hardlink('link', 'd/1');
const tar = recipe.tar();

describe('a layer that is what was promised', () => {
  test.each(['none', 'gzip', 'zstd'] as const)('%s: is read whole and verified', async (compression) => {
    const stored = compress(tar, compression);
    const result = await read(sourceOf(stored, tar));
    expect(result).toMatchObject({
      layer: 3,
      state: 'ok',
      compression,
      digest: digestOf(stored),
      diffId: digestOf(tar),
      storedBytes: stored.length,
      tarBytes: tar.length,
      problems: [],
      isVerified: true,
    });
    const entries = recipe.entries();
    expect(paths(result)).toEqual(['/d', ...Array.from({ length: 60 }, (_, at) => `/d/${at}`), '/old', '/link']);
    entries.forEach((entry, at) => {
      if (entry.sha256 !== null && entry.name.startsWith('d/')) {
        expect(result.index?.sha256(at)).toEqual(entry.sha256);
        expect(result.index?.dataOffset(at)).toBe(entry.dataOffset);
      }
    });
  });

  test('in sha512', async () => {
    const stored = gzipSync(tar);
    const claims = { digest: digestOf(stored, 'sha512'), diffId: digestOf(tar, 'sha512') as DiffId };
    expect(await read(sourceOf(stored, tar, claims))).toMatchObject({ ...claims, problems: [], isVerified: true });
  });

  test('of no bytes at all has no entries and no problems', async () => {
    const result = await read(sourceOf(new Uint8Array(), new Uint8Array()));
    expect(result).toMatchObject({ state: 'ok', tarBytes: 0, isVerified: true });
    expect(paths(result)).toEqual([]);
  });

  test('of which nothing was promised is read, and not verified', async () => {
    const result = await read(sourceOf(tar, null, { digest: null, declaredSize: null }));
    expect(result).toMatchObject({ state: 'ok', problems: [], isVerified: false, digest: digestOf(tar) });
  });
});

describe('a layer that is not what was promised is shown all the same (rule 20)', () => {
  const other = digestOf(Uint8Array.of(1));

  test.each(['none', 'gzip'] as const)('%s: a wrong digest, size and diff ID are told, each', async (compression) => {
    const stored = compress(tar, compression);
    const claims = { digest: other, diffId: other as DiffId, declaredSize: stored.length + 7 };
    const result = await read(sourceOf(stored, tar, claims));
    expect(result).toMatchObject({ state: 'ok', isVerified: false });
    expect(result.problems).toEqual([
      {
        code: 'digest-mismatch',
        layer: 3,
        details: { what: 'blob', actual: digestOf(stored), expected: other },
      },
      {
        code: 'digest-mismatch',
        layer: 3,
        details: { what: 'diff-id', actual: digestOf(tar), expected: other },
      },
      {
        code: 'size-mismatch',
        layer: 3,
        details: { what: 'blob', actual: stored.length, expected: stored.length + 7 },
      },
    ]);
    expect(result.index?.entryCount).toBe(63);
  });
});

describe('a layer that is damaged keeps what comes before (rules 13, 15, 26)', () => {
  test('a cut stream: the entries that are whole, and each promise that the rest would have kept', async () => {
    const stored = compress(tar, 'gzip');
    const cut = stored.slice(0, Math.floor(stored.length / 2));
    const result = await read(sourceOf(cut, tar));
    expect(result).toMatchObject({ state: 'broken', isVerified: false });
    expect(codes(result)).toEqual(['3 stream-corrupt', '3 tar-corrupt', '3 digest-mismatch']);
    expect(result.problems[0]?.details).toEqual({ compression: 'gzip', offset: cut.length, size: cut.length });
    const found = paths(result) ?? [];
    expect(found.length).toBeGreaterThan(10);
    expect(found.length).toBeLessThan(50);
    // As many as lie whole in the bytes that could be had.
    const whole = recipe.entries().filter((entry) => entry.dataOffset + entry.storedSize <= (result.tarBytes ?? 0));
    expect(found.length).toBe(whole.length);
  });

  test('a cut tar: the entries that are whole, and where the next would have been', async () => {
    const entries = recipe.entries();
    const [second, third] = [entries[2], entries[3]];
    if (second === undefined || third === undefined) throw new Error('the recipe has more');
    const cut = tar.slice(0, third.dataOffset + 100);
    const result = await read(sourceOf(cut, cut));
    expect(result).toMatchObject({ state: 'broken', tarBytes: cut.length, diffId: digestOf(cut), isVerified: false });
    expect(paths(result)).toEqual(['/d', '/d/0', '/d/1']);
    expect(result.problems).toMatchObject([
      { code: 'tar-corrupt', details: { offset: Math.ceil((second.dataOffset + 3000) / 512) * 512 } },
    ]);
  });

  test('a damaged header ends the reading, but not the digests', async () => {
    const damaged = tar.slice();
    const header = (recipe.entries()[10]?.dataOffset ?? 0) - 512;
    damaged[header] = (damaged[header] ?? 0) ^ 1;
    const stored = compress(damaged, 'gzip');
    const result = await read(sourceOf(stored, damaged));
    expect(result).toMatchObject({ state: 'broken', tarBytes: tar.length, isVerified: false });
    expect(codes(result)).toEqual(['3 tar-corrupt']);
    expect(paths(result)).toHaveLength(10);
  });
});

describe('limits', () => {
  test('entries over the limit are left out, the digests are of all', async () => {
    const result = await read(sourceOf(tar, tar), { entries: 5 });
    expect(result).toMatchObject({ state: 'broken', tarBytes: tar.length, diffId: digestOf(tar) });
    expect(result.problems).toEqual([{ code: 'limit-entries', layer: 3, details: { limit: 5 } }]);
    expect(paths(result)).toHaveLength(5);
  });

  test('a path over the limit leaves its entry out and the layer broken', async () => {
    const long = layer().file('x'.repeat(300), 1).file('after', 1).tar();
    const result = await read(sourceOf(long, long), { pathLength: 200 });
    expect(codes(result)).toEqual(['3 limit-path-length']);
    expect(result.state).toBe('broken');
    expect(paths(result)).toEqual(['/after']);
  });

  test('a bomb is unreadable, without entries, but its digest is told', async () => {
    // A gibibyte of zeros and more, behind a file, in members that unpack to 64 MiB each.
    const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const stored = Buffer.concat([gzipSync(layer().file('a', 1).tar()), ...Array.from({ length: 17 }, () => zeros)]);
    const result = await read(sourceOf(stored, null), { unpackedRatio: 200 });
    expect(result).toMatchObject({
      state: 'unreadable',
      index: null,
      tarBytes: null,
      diffId: null,
      digest: digestOf(stored),
      storedBytes: stored.length,
      isVerified: false,
    });
    expect(result.problems).toEqual([
      {
        code: 'limit-unpacked-ratio',
        layer: 3,
        details: { stored: stored.length, unpacked: 2 ** 30, limit: 200 },
      },
    ]);
  });

  test('holes count as what they unpack to, and are not hashed first', async () => {
    const claimed = layer()
      .sparse('disk', 9_000_000_000_000_000, [{ offset: 0, content: 'x' }])
      .tar();
    const result = await read(sourceOf(claimed, claimed));
    expect(result).toMatchObject({ state: 'unreadable', index: null, digest: digestOf(claimed) });
    expect(codes(result)).toEqual(['3 limit-unpacked-ratio']);
  });

  test('a zstd window over the limit', async () => {
    const stored = zstdFrameOfWindow(30);
    const result = await read(sourceOf(stored, null));
    expect(result).toMatchObject({ state: 'unreadable', index: null, digest: digestOf(stored), compression: 'zstd' });
    expect(codes(result)).toEqual(['3 limit-zstd-window']);
  });

  test('a compression that cannot be read here', async () => {
    const stored = Buffer.concat([Buffer.from('BZh91AY&SY', 'latin1'), new Uint8Array(100)]);
    const result = await read(sourceOf(stored, null));
    expect(result).toMatchObject({ state: 'unreadable', compression: 'bzip2', digest: digestOf(stored) });
    expect(result.problems[0]).toMatchObject({ code: 'compression-unsupported', details: { compression: 'bzip2' } });
  });
});

describe('readLayer', () => {
  test.each([['missing'], ['unreadable']] as const)(
    'of a blob that is %s has nothing to say of it',
    async (unavailable) => {
      const result = await read(sourceOf(tar, tar, { blob: null, unavailable }));
      expect(result).toMatchObject({
        state: unavailable,
        index: null,
        storedBytes: null,
        problems: [],
        isVerified: false,
      });
    },
  );

  test('tells how far it is, to the end', async () => {
    const progress: number[] = [];
    const stored = compress(noisy(400).tar(), 'none');
    await readLayer(sourceOf(stored, null), {
      limits: DEFAULT_LIMITS,
      signal: new AbortController().signal,
      onProgress: ({ layer: at, readBytes, totalBytes }) => {
        expect([at, totalBytes]).toEqual([3, stored.length]);
        progress.push(readBytes);
      },
    });
    expect(progress.at(-1)).toBe(stored.length);
    expect(progress.length).toBe(Math.ceil(stored.length / (512 * 1024)));
  });

  test('does not depend on how its blob is cut', async () => {
    const stored = compress(tar, 'gzip');
    const expected = await read(sourceOf(stored, tar));
    for (const pieceBytes of [1000, 7777]) {
      const blob: ByteSource = {
        ...memoryByteSource(stored),
        async *stream(range = { start: 0, end: stored.length }) {
          for (let at = range.start; at < range.end; at += pieceBytes) {
            yield stored.slice(at, Math.min(range.end, at + pieceBytes));
          }
        },
      };
      const result = await read(sourceOf(stored, tar, { blob }));
      expect(bytesOf(result).equals(bytesOf(expected))).toBe(true);
    }
  });

  test('an abort ends it', async () => {
    const abort = new AbortController();
    const stored = compress(noisy(400).tar(), 'gzip');
    const reading = readLayer(sourceOf(stored, null), {
      limits: DEFAULT_LIMITS,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
  });
});
