/** So many literals, then so many bytes again from so far back. */
export interface ZstdMatch {
  readonly literals: number;
  readonly length: number;
  readonly offset: number;
}

export interface FoundMatches {
  readonly matches: readonly ZstdMatch[];
  readonly literals: Uint8Array;
}

const LEAST_MATCH = 4;

/** Finds repetitions in one stretch of `bytes` after another, greedily; they may lie in earlier stretches, up to `window` back. */
export function matchFinder(bytes: Uint8Array, window: number): (from: number, to: number) => FoundMatches {
  const last = new Map<number, number>();
  const key = (at: number) =>
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return (from, to) => {
    const matches: ZstdMatch[] = [];
    const literals: number[] = [];
    let pending = 0;
    for (let at = from; at < to; ) {
      const before = at + LEAST_MATCH <= to ? last.get(key(at)) : undefined;
      last.set(key(at), at);
      if (before === undefined || at - before > window) {
        literals.push(bytes[at] ?? 0);
        pending++;
        at++;
        continue;
      }
      let length = LEAST_MATCH;
      while (at + length < to && bytes[before + length] === bytes[at + length]) length++;
      matches.push({ literals: pending, length, offset: at - before });
      pending = 0;
      at += length;
    }
    return { matches, literals: Uint8Array.from(literals) };
  };
}
