import { ZstdMalformed } from './zstd-malformed';

/**
 * A table of finite state entropy: from each state, a symbol and how the next state is made: `base` plus as many bits.
 *
 * Source: RFC 8878, section 4.1, "FSE".
 */
export interface FseTable {
  /** Bits of a state. */
  readonly accuracy: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** Section 4.1.1: the table of a distribution; -1 is a probability of less than one. */
export function fseTable(distribution: ArrayLike<number>, accuracy: number): FseTable {
  const size = 1 << accuracy;
  const symbol = new Uint8Array(size);
  const next = new Uint16Array(distribution.length);
  let high = size - 1;
  for (let value = 0; value < distribution.length; value++) {
    const count = distribution[value] ?? 0;
    next[value] = count === -1 ? 1 : count;
    if (count === -1) symbol[high--] = value;
  }
  spread(distribution, symbol, high);
  const bits = new Uint8Array(size);
  const base = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const value = symbol[state] ?? 0;
    const count = next[value] ?? 0;
    next[value] = count + 1;
    const length = accuracy - (31 - Math.clz32(count));
    bits[state] = length;
    base[state] = (count << length) - size;
  }
  return { accuracy, symbol, bits, base };
}

function spread(distribution: ArrayLike<number>, symbol: Uint8Array, high: number): void {
  const size = symbol.length;
  const step = (size >> 1) + (size >> 3) + 3;
  let position = 0;
  for (let value = 0; value < distribution.length; value++) {
    for (let times = distribution[value] ?? 0; times > 0; times--) {
      symbol[position] = value;
      do position = (position + step) & (size - 1);
      while (position > high);
    }
  }
  if (position !== 0) throw new ZstdMalformed('a distribution that does not fill its table');
}

/** A table of one symbol, which takes no bits. */
export function fseTableOfOne(value: number): FseTable {
  return { accuracy: 0, symbol: Uint8Array.of(value), bits: Uint8Array.of(0), base: Uint16Array.of(0) };
}

/** Reads bits from the lowest on. */
class ForwardBits {
  readonly #bytes: Uint8Array;
  /** In bits. */
  #at: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start * 8;
  }

  /** Position of the first byte of which nothing was read. */
  get end(): number {
    return (this.#at + 7) >> 3;
  }

  peek(count: number): number {
    const byte = this.#at >> 3;
    const bytes = this.#bytes;
    const word = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
    return (word >> (this.#at & 7)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#at += count;
  }

  read(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }
}

/**
 * Section 4.1.1, "FSE Table Description": reads a distribution that begins at `bytes[start]` and must end before
 * `limit`. `end` is where it does.
 */
export function readFseTable(
  bytes: Uint8Array,
  start: number,
  limit: number,
  most: { readonly accuracy: number; readonly symbol: number },
): { readonly table: FseTable; readonly end: number } {
  const bits = new ForwardBits(bytes, start);
  const accuracy = bits.read(4) + 5;
  if (accuracy > most.accuracy) throw new ZstdMalformed('a state of too many bits');
  const distribution: number[] = [];
  let remaining = (1 << accuracy) + 1;
  let threshold = 1 << accuracy;
  let count = accuracy + 1;
  while (remaining > 1 && distribution.length <= most.symbol) {
    const probability = readProbability(bits, remaining, threshold, count) - 1;
    distribution.push(probability);
    remaining -= Math.abs(probability);
    if (probability === 0) readZeros(bits, distribution);
    while (remaining < threshold && threshold > 1) {
      count--;
      threshold >>= 1;
    }
  }
  if (remaining !== 1 || bits.end > limit || distribution.length > most.symbol + 1) {
    throw new ZstdMalformed('a distribution that does not add up');
  }
  return { table: fseTable(distribution, accuracy), end: bits.end };
}

/** As many values as cannot be reached by the greater ones are one bit shorter. */
function readProbability(bits: ForwardBits, remaining: number, threshold: number, count: number): number {
  const short = 2 * threshold - 1 - remaining;
  const low = bits.peek(count - 1);
  if (low < short) {
    bits.skip(count - 1);
    return low;
  }
  const value = bits.read(count);
  return value >= threshold ? value - short : value;
}

/** After a zero, two bits say how many more there are; three says three, and that two bits more follow. */
function readZeros(bits: ForwardBits, distribution: number[]): void {
  for (let more = 3; more === 3 && distribution.length <= 256; ) {
    more = bits.read(2);
    for (let times = 0; times < more; times++) distribution.push(0);
  }
}
