import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SparseRegion } from '../model/entry';
import { SparseExpander, stretchesOf } from './sparse-expander';

/** A sparse file as a person would think of it: all its bytes, and which of them are stored. */
const sparseFile = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
  .chain((pairs) =>
    fc
      .record({ pairs: fc.constant(pairs), startsWithData: fc.boolean(), tail: fc.nat(9) })
      .map(({ startsWithData, tail }) => {
        const regions: SparseRegion[] = [];
        const logical: number[] = [];
        for (const [index, [hole, length]] of pairs.entries()) {
          if (index > 0 || !startsWithData) logical.push(...Array<number>(hole).fill(0));
          regions.push({ offset: logical.length, length });
          for (let at = 0; at < length; at++) logical.push(1 + (logical.length % 250));
        }
        logical.push(...Array<number>(tail).fill(0));
        return { regions, logical, stored: logical.filter((byte) => byte !== 0) };
      }),
  );

describe('SparseExpander', () => {
  it('gives the logical bytes, however the stored bytes are cut', () => {
    fc.assert(
      fc.property(
        sparseFile,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
        ({ regions, logical, stored }, cuts) => {
          const bytes: number[] = [];
          const expander = new SparseExpander(regions, logical.length, (piece) => bytes.push(...piece));
          for (let at = 0, cut = 0; at < stored.length; cut++) {
            const length = cuts[cut % cuts.length] ?? 1;
            expander.write(Uint8Array.from(stored.slice(at, at + length)));
            at += length;
          }
          expander.end();
          expect(bytes).toEqual(logical);
        },
      ),
    );
  });

  it('gives a long hole in bounded pieces', () => {
    const size = 10_000_000;
    let sum = 0;
    let longest = 0;
    const expander = new SparseExpander([], size, (piece) => {
      sum += piece.length;
      longest = Math.max(longest, piece.length);
    });
    expander.end();
    expect(sum).toBe(size);
    expect(longest).toBeLessThanOrEqual(65_536);
  });

  it('gives no hole after data that never came', () => {
    const pieces: number[] = [];
    const expander = new SparseExpander([{ offset: 0, length: 4 }], 10, (piece) => pieces.push(piece.length));
    expander.write(new Uint8Array(3));
    expander.end();
    expect(pieces).toEqual([3]);
  });

  it('passes over stored bytes that no region has', () => {
    const bytes: number[] = [];
    const expander = new SparseExpander([{ offset: 1, length: 2 }], 4, (piece) => bytes.push(...piece));
    expander.write(Uint8Array.of(7, 8, 9));
    expander.end();
    expect(bytes).toEqual([0, 7, 8, 0]);
  });
});

describe('stretchesOf', () => {
  it('tells what any range of the file is made of', () => {
    fc.assert(
      fc.property(sparseFile, fc.nat(120), fc.nat(120), ({ regions, logical, stored }, start, end) => {
        const bytes: number[] = [];
        for (const stretch of stretchesOf(regions, logical.length, start, end)) {
          expect(stretch.length).toBeGreaterThan(0);
          if (stretch.kind === 'hole') bytes.push(...Array<number>(stretch.length).fill(0));
          else bytes.push(...stored.slice(stretch.storedOffset, stretch.storedOffset + stretch.length));
        }
        expect(bytes).toEqual(logical.slice(start, Math.max(start, end)));
      }),
    );
  });
});
