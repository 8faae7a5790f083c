/** What a number is of; how it is written and what its target means follows from it. */
export type Unit = 'ratio' | 'ms' | 's' | 'B/node' | 'kB' | 'MB' | 'count';

/** One line of the report: a measured number beside its floor and its target. */
export interface Row {
  readonly what: string;
  /** What the floor was, with its own number: `gunzip 1.75 s`; null where there is none. */
  readonly floor: string | null;
  /** Ours, as an absolute number, where `value` is a ratio: `2.04 s`. */
  readonly measured: string | null;
  readonly value: number;
  readonly unit: Unit;
  /** Most that `value` may be; null: only reported. */
  readonly target: number | null;
  readonly peakRssBytes: number | null;
}

export function isMet({ value, target }: Row): boolean | null {
  return target === null ? null : value <= target;
}
