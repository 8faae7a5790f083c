import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CarefulGunzip } from './careful-gunzip';

function unpack(pieces: Iterable<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  const careful = new CarefulGunzip((bytes) => {
    chunks.push(Uint8Array.from(bytes));
    return true;
  });
  let fault: number | null = null;
  for (const piece of pieces) {
    fault = careful.write(piece);
    if (fault !== null) break;
  }
  return { bytes: Buffer.concat(chunks), fault };
}

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const STRATEGIES = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_FILTERED,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
];

/** Runs, repetitions from afar and noise, so that all kinds of blocks and distances come up. */
const content = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 40_000 }))
        .map(([byte, times]) => new Uint8Array(times).fill(byte)),
      fc.integer({ min: 1, max: 400 }).map((length) => Uint8Array.from({ length }, (_, at) => (at * at) & 0x3f)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new Uint8Array(Buffer.concat(parts)));

describe('CarefulGunzip', () => {
  test('unpacks what zlib packs, at every level and strategy, however it is cut', () => {
    fc.assert(
      fc.property(
        content,
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(...STRATEGIES),
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
        (bytes, level, strategy, sizes) => {
          const packed = new Uint8Array(Buffer.concat([gzipSync(bytes, { level, strategy }), gzipSync(bytes)]));
          const result = unpack(cut(packed, sizes));
          expect(result.fault).toBeNull();
          expect(result.bytes.equals(Buffer.concat([bytes, bytes]))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a byte that was looked at ahead in one piece is still there in the next', () => {
    const bytes = Uint8Array.from({ length: 164 }, (_, at) => (at * at) & 0x3f);
    const packed = new Uint8Array(Buffer.concat([gzipSync(bytes, { level: 1 }), gzipSync(bytes)]));
    const result = unpack(cut(packed, [2]));
    expect(result.fault).toBeNull();
    expect(result.bytes.equals(Buffer.concat([bytes, bytes]))).toBe(true);
  });

  test('refuses no header field, and checks what has to be checked', () => {
    const body = [...deflateRawSync('text')];
    const trailer = [...gzipSync('text').subarray(-8)];
    const header = (flags: number, ...fields: readonly number[]) =>
      Uint8Array.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...fields, ...body, ...trailer]);
    const all = header(2 + 4 + 8 + 16, 2, 0, 7, 7, 0x61, 0, 0x62, 0x63, 0, 1, 2);
    expect(unpack(cut(all, [1]))).toMatchObject({ fault: null });
    expect(unpack(cut(all, [1])).bytes.toString()).toBe('text');
    expect(unpack([header(0x20)]).fault).toBe(3);
    expect(unpack([Uint8Array.of(0x1f, 0x8b, 9)]).fault).toBe(2);
  });

  test('gives the same for any noise, however it is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const packed = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...noise]);
        const one = unpack([packed]);
        const many = unpack(cut(packed, [1, 2, 3]));
        expect(many.bytes.equals(one.bytes)).toBe(true);
        expect(many.fault).toBe(one.fault);
      }),
      { numRuns: 500 },
    );
  });
});
