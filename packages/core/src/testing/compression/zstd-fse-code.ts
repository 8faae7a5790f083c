import { type Bits, forwardStream } from './zstd-bits';

/** Probabilities of symbols in parts of 2^accuracy; -1 is less than one part. */
export interface FseDistribution {
  readonly accuracy: number;
  readonly parts: readonly number[];
}

interface State {
  readonly symbol: number;
  readonly bits: number;
  readonly base: number;
}

/** What a decoder reads of the states of some symbols: where it begins, then what moves it on after each but the last. */
export interface FseReads {
  readonly first: Bits;
  readonly moves: readonly Bits[];
}

/** Source: RFC 8878, section 4.1, "FSE". Encoding goes from the last symbol back to the first. */
export function fseReads(symbols: readonly number[], distribution: FseDistribution): FseReads {
  const states = statesOf(distribution);
  const moves: Bits[] = [];
  let state = states.findIndex(({ symbol }) => symbol === symbols.at(-1));
  for (const symbol of [...symbols].reverse().slice(1)) {
    const next = state;
    state = states.findIndex(
      (each) => each.symbol === symbol && next >= each.base && next < each.base + (1 << each.bits),
    );
    moves.push([next - (states[state]?.base ?? 0), states[state]?.bits ?? 0]);
  }
  return { first: [state, distribution.accuracy], moves: moves.reverse() };
}

/** Section 4.1.1: what a decoder makes of a distribution. */
function statesOf({ accuracy, parts }: FseDistribution): readonly State[] {
  const size = 1 << accuracy;
  const symbols: number[] = new Array<number>(size).fill(0);
  let high = size;
  parts.forEach((part, symbol) => {
    if (part === -1) symbols[--high] = symbol;
  });
  let at = 0;
  parts.forEach((part, symbol) => {
    for (let times = part; times > 0; times--) {
      symbols[at] = symbol;
      do at = (at + (size >> 1) + (size >> 3) + 3) % size;
      while (at >= high);
    }
  });
  const seen = parts.map((part) => Math.abs(part));
  return symbols.map((symbol) => {
    const count = seen[symbol] ?? 0;
    seen[symbol] = count + 1;
    const bits = accuracy - Math.floor(Math.log2(count));
    return { symbol, bits, base: (count << bits) - size };
  });
}

/** Section 4.1.1, "FSE Table Description". */
export function describeDistribution({ accuracy, parts }: FseDistribution): Uint8Array {
  const writes: Bits[] = [[accuracy - 5, 4]];
  let left = (1 << accuracy) + 1;
  for (let symbol = 0; left > 1; symbol++) {
    const part = parts[symbol] ?? 0;
    writes.push(probabilityBits(part + 1, left));
    left -= Math.abs(part);
    if (part !== 0) continue;
    let zeros = 0;
    while (parts[symbol + 1] === 0) {
      zeros++;
      symbol++;
    }
    for (; zeros >= 3; zeros -= 3) writes.push([3, 2]);
    writes.push([zeros, 2]);
  }
  return forwardStream(writes);
}

/** A number from 0 to `left`; the lower ones take a bit less. */
function probabilityBits(value: number, left: number): Bits {
  const count = Math.floor(Math.log2(left)) + 1;
  const short = (1 << count) - 1 - left;
  const half = 1 << (count - 1);
  if (value < short) return [value, count - 1];
  return [value < half ? value : value + short, count];
}
