import { describe, expect, test } from 'vitest';
import { CHECK_SUM_BYTES, CheckSum } from './check-sum';

const sumOf = (...pieces: readonly Uint8Array[]) => {
  const sum = new CheckSum();
  for (const piece of pieces) sum.add(piece);
  return sum.bytes().join(' ');
};
const sample = Uint8Array.from({ length: 64 * CHECK_SUM_BYTES }, (_, at) => (at * 37) ^ (at >> 3));

describe('a check sum', () => {
  test('is the same however the bytes were cut', () => {
    const cut = 5 * CHECK_SUM_BYTES;
    expect(sumOf(sample.subarray(0, cut), sample.subarray(cut))).toBe(sumOf(sample));
  });

  test('is another one for each bit that is another', () => {
    const sums = new Set([sumOf(sample)]);
    for (let bit = 0; bit < sample.length * 8; bit++) {
      const changed = sample.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      sums.add(sumOf(changed));
    }
    expect(sums.size).toBe(sample.length * 8 + 1);
  });

  test('is another one where two blocks have changed places, or zeros were added', () => {
    const [one, other] = [sample.subarray(0, 512), sample.subarray(512)];
    expect(sumOf(other, one)).not.toBe(sumOf(one, other));
    expect(sumOf(sample, new Uint8Array(CHECK_SUM_BYTES))).not.toBe(sumOf(sample));
  });
});
