import { gzipSync } from 'node:zlib';
import type { ByteSource } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { zstdFrame, zstdFrameOfWindow } from '../../testing';
import { xzStream } from '../../testing/compression/xz-stream';
import { compressionOf } from './decompress';
import { memoryByteSource } from './memory-byte-source';
import { openDecompressed } from './open-decompressed';

const LIMITS = { zstdWindow: 128 * 1024 * 1024, unpackedRatio: 200 };
const whole = Uint8Array.from({ length: 500_000 }, (_, at) => (at * at) >> 3);

async function* unpack(source: ByteSource, signal = new AbortController().signal) {
  yield* openDecompressed(source, await compressionOf(source), { limits: LIMITS, signal });
}

async function gather(bytes: Uint8Array): Promise<{ readonly bytes: Buffer; readonly error: unknown }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of unpack(memoryByteSource(bytes))) pieces.push(piece);
  } catch (error) {
    return { bytes: Buffer.concat(pieces), error };
  }
  return { bytes: Buffer.concat(pieces), error: null };
}

const FORMS: readonly (readonly [string, Uint8Array])[] = [
  ['none', whole],
  ['gzip', new Uint8Array(gzipSync(whole))],
  ['zstd', zstdFrame(whole)],
  ['xz', xzStream(whole)],
];

describe('openDecompressed', () => {
  test.each(FORMS)('%s: gives all bytes', async (_, stored) => {
    const { bytes, error } = await gather(stored);
    expect(error).toBeNull();
    expect(bytes.equals(whole)).toBe(true);
  });

  test.each(FORMS.slice(1))('%s that is cut: what comes before, then the error', async (compression, stored) => {
    const { bytes, error } = await gather(stored.subarray(0, stored.length - 5000));
    expect(error).toMatchObject({ name: 'ImageError', code: 'stream-corrupt', details: { compression } });
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(bytes.equals(whole.subarray(0, bytes.length))).toBe(true);
  });

  test('a bomb ends when it has unpacked to a gibibyte, whatever it has still to give', async () => {
    // One block of a single byte, said a great many times over: 4 bytes give 128 KiB.
    const block = Uint8Array.of(
      (((128 * 1024) << 3) & 0xff) | 2,
      ((128 * 1024) >> 5) & 0xff,
      ((128 * 1024) >> 13) & 0xff,
      0,
    );
    const header = zstdFrame(new Uint8Array()).subarray(0, 6);
    const blocks = Buffer.alloc(block.length * 20_000, block);
    let unpacked = 0;
    const reading = async () => {
      for await (const piece of unpack(memoryByteSource(Buffer.concat([header, blocks])))) unpacked += piece.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'limit-unpacked-ratio', details: { limit: 200 } });
    expect(unpacked).toBeLessThanOrEqual(2 ** 30);
  });

  test('a window over the limit and bzip2 are what cannot be read', async () => {
    expect((await gather(zstdFrameOfWindow(30))).error).toMatchObject({
      code: 'limit-zstd-window',
      details: { compression: 'zstd' },
    });
    expect((await gather(Buffer.from('BZh91AY&SY', 'latin1'))).error).toMatchObject({
      code: 'compression-unsupported',
      details: { compression: 'bzip2' },
    });
  });

  test.each(FORMS)('%s: can be left early, and stops when it is aborted', async (_, stored) => {
    for await (const piece of unpack(memoryByteSource(stored))) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    const abort = new AbortController();
    const reading = async () => {
      for await (const _piece of unpack(memoryByteSource(stored), abort.signal)) abort.abort(new Error('enough'));
    };
    await expect(reading()).rejects.toThrow('enough');
  });
});
