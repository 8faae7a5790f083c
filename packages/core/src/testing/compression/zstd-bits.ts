/** A number and how many bits it takes. */
export type Bits = readonly [value: number, count: number];

/**
 * A stream that a zstd decoder reads from its end back: what it reads first stands last, then comes the bit that marks
 * the end.
 *
 * Source: RFC 8878, section 4.1, "FSE", and 4.2.2.
 */
export function backwardStream(reads: readonly Bits[]): Uint8Array {
  return forwardStream([...reads].reverse().concat([[1, 1]]));
}

/** Bits from the lowest of the first byte on. */
export function forwardStream(writes: readonly Bits[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(writes.reduce((sum, [, count]) => sum + count, 0) / 8));
  let at = 0;
  for (const [value, count] of writes) {
    for (let bit = 0; bit < count; bit++, at++) {
      if (((value >>> bit) & 1) === 1) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return bytes;
}
