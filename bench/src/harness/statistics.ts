/** The middle value, or the mean of the two in the middle. @throws RangeError where there are none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which that part of all lies, between neighbours by their distance. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('no values');
  return below + (above - below) * (position - Math.floor(position));
}

/** The median of the ratios of pairs: what both of a pair suffered from the machine's other work cancels out. */
export function medianRatio(ours: readonly number[], floors: readonly number[]): number {
  return median(ours.map((value, round) => value / (floors[round] ?? Number.NaN)));
}
