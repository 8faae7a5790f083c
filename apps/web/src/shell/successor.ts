import type { ImageSummary } from '@stratascope/protocol/client';

type Named = Pick<ImageSummary, 'ref' | 'names'>;

/** Which image of a location that was read again stands for one of before: itself, the one of its name, or the only one. */
export function successorOf(before: Named, images: readonly (Named & Pick<ImageSummary, 'kind'>)[]): string | null {
  const candidates = images.filter(({ kind }) => kind === 'image');
  const same = candidates.find(({ ref }) => ref === before.ref);
  const named = candidates.find(({ names }) => names.some((name) => before.names.includes(name)));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  return (same ?? named ?? only)?.ref ?? null;
}
