import { execFileSync } from 'node:child_process';
import type { ByteSource } from '@stratascope/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compress } from '../../testing';
import { memoryByteSource } from './memory-byte-source';
import { createNativeZstd } from './native-zstd';
import { NativeZstdDecompressor } from './native-zstd-decompressor';
import { StreamFault } from './stream-fault';
import { ZstdDecompressor } from './zstd-decompressor';

const LIMITS = { zstdWindow: 128 * 1024 * 1024 };

async function unpack(how: 'native' | 'ours', stored: Uint8Array, pieceBytes = stored.length) {
  const pieces: Uint8Array[] = [];
  const take = (bytes: Uint8Array) => {
    pieces.push(bytes);
    return true;
  };
  const native = how === 'native' ? createNativeZstd() : null;
  let rereads = 0;
  const memory = memoryByteSource(stored);
  const source: ByteSource = {
    ...memory,
    stream(...range) {
      rereads++;
      return memory.stream(...range);
    },
  };
  const options = { limits: LIMITS, signal: new AbortController().signal };
  const decompressor =
    native === null ? new ZstdDecompressor(take, LIMITS) : new NativeZstdDecompressor(native, source, take, options);
  let fault: StreamFault | null = null;
  try {
    for (let at = 0; at < stored.length; at += pieceBytes) {
      // A copy that is spoilt afterwards: whatever is kept of it would show.
      const piece = Buffer.from(stored.subarray(at, at + pieceBytes));
      await decompressor.write(piece);
      piece.fill(0xaa);
    }
    await decompressor.end();
  } catch (error) {
    if (!(error instanceof StreamFault)) throw error;
    fault = error;
  } finally {
    decompressor.close();
  }
  const told = fault === null ? null : { code: fault.code, details: fault.details };
  return { bytes: Buffer.concat(pieces), fault: told, rereads };
}

const text = Buffer.from(Array.from({ length: 9000 }, (_, at) => `${at % 97} layer ${(at * at) % 1009} `).join(''));

/** By the `zstd` of the library, for blocks that are really compressed. */
function packed(bytes: Uint8Array, level = 3): Uint8Array {
  const node = `process.stdout.write(zlib.zstdCompressSync(fs.readFileSync(0), { params: {
    [zlib.constants.ZSTD_c_compressionLevel]: ${level}, [zlib.constants.ZSTD_c_checksumFlag]: 1 } }))`;
  return new Uint8Array(execFileSync(process.execPath, ['-e', node], { input: bytes }));
}

const skippable = Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3);
const hasNative = createNativeZstd() !== null;

describe.skipIf(!hasNative)('zstd by the library of this Node (from 22.15 on)', () => {
  const frame = hasNative ? packed(text) : new Uint8Array();
  const summed = Buffer.concat([skippable, frame, frame, skippable]);
  const many = Buffer.concat([skippable, frame, frame, skippable, compress(text, 'zstd'), frame, skippable]);

  test('gives all frames, however they are cut, and passes over skippable ones', async () => {
    const expected = await unpack('ours', many);
    expect(expected.bytes.equals(Buffer.concat([text, text, text, text]))).toBe(true);
    for (const pieceBytes of [1, 7, 1000, 30_000, many.length]) {
      const found = await unpack('native', many, pieceBytes);
      expect(found.fault).toBeNull();
      expect(found.bytes.equals(expected.bytes)).toBe(true);
      // Our own decoder was not asked.
      expect(found.rereads).toBe(0);
    }
  });

  test('does not look at the check sum of a frame', async () => {
    const wrong = Uint8Array.from(frame);
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 0xff;
    const found = await unpack('native', wrong);
    expect(found.fault).toBeNull();
    expect(found.bytes.equals(text)).toBe(true);
  });

  test('refuses a window over the limit before memory is taken for it', async () => {
    const huge = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xf8, 1, 0, 0);
    expect((await unpack('native', huge)).fault?.code).toBe('limit-zstd-window');
  });

  // The library lets a few faults within a block pass, and finds them by the check sum: then it gave more, never less.
  test('of a damaged stream gives at least the same, and the same fault, as our own decoder', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(summed.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        fc.constantFrom(13, 4099, summed.length),
        async (at, mask, isCut, pieceBytes) => {
          const damaged = Uint8Array.from(summed);
          damaged[at] = (damaged[at] ?? 0) ^ mask;
          const stored = isCut ? summed.subarray(0, at) : damaged;
          const [ours, native] = [await unpack('ours', stored), await unpack('native', stored, pieceBytes)];
          expect(native.fault).toEqual(ours.fault);
          expect(native.bytes.subarray(0, ours.bytes.length).equals(ours.bytes)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
