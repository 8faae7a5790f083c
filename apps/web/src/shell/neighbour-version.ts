/** The layer of the next version above (1) or below (-1) what a layer has of a path; null where there is none. */
export function neighbourVersion(
  versions: readonly { readonly layer: number }[],
  shownIn: number,
  step: 1 | -1,
): number | null {
  const layers = versions.map(({ layer }) => layer).sort((one, other) => one - other);
  // Between two versions it is the lower one that is seen.
  const seen = layers.findLast((layer) => layer <= shownIn) ?? 0;
  const next = step === 1 ? layers.find((layer) => layer > seen) : layers.findLast((layer) => layer < seen);
  return next ?? null;
}
