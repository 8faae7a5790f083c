import type { ProgramAnswer } from './program-answer';
import type { Row } from './row';
import { median, medianRatio } from './statistics';
import { timeText } from './texts';

/** A program's time beside its floor of the same round. */
export function ratioRow(options: {
  readonly what: string;
  readonly ours: readonly ProgramAnswer[];
  /** Milliseconds, by round. */
  readonly floors: readonly number[];
  readonly floor: string;
  readonly target: number | null;
}): Row {
  const times = options.ours.map(({ milliseconds }) => milliseconds);
  return {
    what: options.what,
    floor: options.floor,
    measured: timeText(median(times)),
    value: medianRatio(times, options.floors),
    unit: 'ratio',
    target: options.target,
    peakRssBytes: peakOf(options.ours),
  };
}

/** Most memory that any of the runs had resident. */
export function peakOf(answers: readonly ProgramAnswer[]): number {
  return Math.max(...answers.map(({ peakRssBytes }) => peakRssBytes));
}
