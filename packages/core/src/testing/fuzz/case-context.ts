import { type RandomSource, randomSource } from '../random/random-source';

/** Where a case gets its choices from, and where it says what it changed. */
export interface CaseContext {
  readonly random: RandomSource;
  /** In words, for whoever looks at a finding. */
  note(change: string): void;
}

/** The choices of one case: the same for the same seed and number on every machine. */
export function sourceOfCase(seed: number, number: number): RandomSource {
  // Mixed twice, so that case 5 of seed 7 has nothing in common with case 6 of seed 6.
  const first = randomSource(seed).int(0x1_0000_0000);
  return randomSource(randomSource((first ^ Math.imul(number, 0x9e3779b1)) >>> 0).int(0x1_0000_0000));
}

/** Some of a list, each with a chance of `percent`. */
export function someOf<T>(random: RandomSource, items: readonly T[], percent: number): readonly T[] {
  return items.filter(() => random.chance(percent));
}

export function randomBytes(random: RandomSource, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.int(256));
}

/** Another order of the same items. */
export function shuffled<T>(random: RandomSource, items: readonly T[]): readonly T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.int(left.length), 1));
}
