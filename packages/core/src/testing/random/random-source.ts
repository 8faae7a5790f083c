/** A reproducible source of choices: the same seed gives the same choices on every machine. */
export interface RandomSource {
  /** A whole number from 0 to `below - 1`. */
  int(below: number): number;
  /** True with a chance of `percent`. */
  chance(percent: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

/** 32 bits of state, mixed by multiplication and shifts: plenty for test cases, of no use for secrets. */
export function randomSource(seed: number): RandomSource {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const int = (below: number) => next() % below;
  return {
    int,
    chance: (percent) => int(100) < percent,
    pick<T>(choices: readonly T[]): T {
      const choice = choices[int(choices.length)];
      if (choice === undefined) throw new RangeError('nothing to pick from');
      return choice;
    },
  };
}
