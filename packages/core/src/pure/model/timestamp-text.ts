import type { Timestamp } from './entry';

/** Decimal seconds: a time before 1970 as minus its distance, so that half a second before is `-0.5`. */
export function timestampText({ seconds, nanoseconds }: Timestamp): string {
  if (nanoseconds === 0) return seconds.toString();
  const isBefore = seconds < 0n;
  const whole = isBefore ? -(seconds + 1n) : seconds;
  const fraction = isBefore ? 1_000_000_000 - nanoseconds : nanoseconds;
  const digits = fraction.toString().padStart(9, '0').replace(/0+$/, '');
  return `${isBefore ? '-' : ''}${whole}.${digits}`;
}
