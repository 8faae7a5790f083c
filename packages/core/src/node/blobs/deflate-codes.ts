/** Most bits of a code. */
const MOST_CODE_BITS = 15;

/**
 * A canonical prefix code as a table over its next bits: `length | symbol << 4`, 0 where there is no such code.
 *
 * Source: RFC 1951, section 3.2.2.
 */
export interface PrefixCode {
  readonly table: Uint16Array;
  readonly bits: number;
}

/**
 * The code of these lengths, or null where no decoder takes it: too many codes of a length, or too few. As zlib does it,
 * too few are taken where there is but one of one bit, or none, and `mayBeIncomplete`.
 */
export function prefixCode(lengths: Uint8Array, mayBeIncomplete: boolean): PrefixCode | null {
  const counts = new Uint16Array(MOST_CODE_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  let bits = MOST_CODE_BITS;
  while (bits > 0 && counts[bits] === 0) bits--;
  if (bits === 0) return mayBeIncomplete ? { table: new Uint16Array(2), bits: 1 } : null;

  let free = 1;
  const next = new Uint16Array(MOST_CODE_BITS + 2);
  for (let length = 1; length <= MOST_CODE_BITS; length++) {
    free = free * 2 - (counts[length] ?? 0);
    if (free < 0) return null;
    next[length + 1] = ((next[length] ?? 0) + (counts[length] ?? 0)) << 1;
  }
  if (free > 0 && !(mayBeIncomplete && bits === 1)) return null;

  const table = new Uint16Array(1 << bits);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    for (let at = reversed(code, length); at < table.length; at += 1 << length) table[at] = length | (symbol << 4);
  });
  return { table, bits };
}

/** Codes stand in the stream from their highest bit on, all else from its lowest. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}

function fixedLengths(): Uint8Array {
  return new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
}

/** Section 3.2.6; the last two symbols of each are codes that no stream may use. */
export const FIXED_LITERALS = prefixCode(fixedLengths(), false);
export const FIXED_DISTANCES = prefixCode(new Uint8Array(32).fill(5), false);

/** Section 3.2.5: symbols 257 to 285, and 0 to 29: the least value and how many bits are added to it. */
export const LENGTH_BASE = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ],
);
export const LENGTH_BITS = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
export const DISTANCE_BITS = Uint8Array.from({ length: 30 }, (_, symbol) => Math.max(0, (symbol >> 1) - 1));
export const DISTANCE_BASE = Uint16Array.from({ length: 30 }, (_, symbol) =>
  symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << ((symbol >> 1) - 1)) + 1,
);

/** Section 3.2.7: in which order the lengths of the codes for lengths stand. */
export const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;
