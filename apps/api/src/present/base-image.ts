import { fullName } from '@stratascope/core';
import type { BaseImage } from '@stratascope/protocol';
import type { ImageJob } from '../workspace/image-job';

const BASE_NAME = 'org.opencontainers.image.base.name';
const BUILDPACKS = 'io.buildpacks.lifecycle.metadata';

/**
 * Where an image's base ends: told by a label of the tool that built it, else by an open image that this one begins
 * with (the one that the label names before all others), else by the lowest layers that it shares with one. Null where
 * nothing tells: then all layers are taken for its own.
 *
 * Diff IDs are compared as the configs claim them: this only groups what is shown.
 *
 * Source: OCI image spec, annotations.md; Cloud Native Buildpacks platform spec, "io.buildpacks.lifecycle.metadata".
 */
export function findBase(job: ImageJob, images: readonly ImageJob[]): BaseImage | null {
  const diffIds = diffIdsOf(job);
  const labels = job.openedSource?.config.labels ?? {};
  const name = labels[BASE_NAME] ?? null;
  const topLayer = buildpacksTopLayer(labels[BUILDPACKS]);
  const labelled = topLayer === null ? 0 : diffIds.indexOf(topLayer) + 1;
  if (labelled > 0) return { layers: labelled, name, from: 'label' };

  const candidates = images
    .filter(({ ref }) => ref.kind === 'image' && ref.ref !== job.ref.ref)
    // Other platforms of the same name are no base.
    .filter(({ ref }) => !haveOneName(ref.names, job.ref.names))
    .map((other) => ({ other, ...sharedWith(diffIds, diffIdsOf(other)) }))
    // An image of the same layers, or one built on this one, says nothing of what this one is built on.
    .filter(({ layers }) => layers > 0 && layers < diffIds.length);
  const best =
    candidates.find(({ other, isWhole }) => isWhole && name !== null && other.ref.names.some(isNamed(name))) ??
    longest(candidates.filter(({ isWhole }) => isWhole)) ??
    longest(candidates);
  if (best === undefined) return null;
  return { layers: best.layers, name: (best.isWhole ? best.other.ref.names[0] : null) ?? name, from: 'opened-image' };
}

/** The first name is the full one, where there is a full one; a bare tag (`latest`) may be that of many images. */
function haveOneName(names: readonly string[], others: readonly string[]): boolean {
  const [first] = names;
  return (
    (first !== undefined && first === others[0]) || names.some((name) => /[:/]/.test(name) && others.includes(name))
  );
}

function isNamed(name: string): (other: string) => boolean {
  const full = fullName(name);
  return (other) => fullName(other) === full;
}

function longest<Candidate extends { readonly layers: number }>(
  candidates: readonly Candidate[],
): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || candidate.layers > best.layers ? candidate : best),
    undefined,
  );
}

function diffIdsOf(job: ImageJob): readonly string[] {
  const ids = job.openedSource?.layers.map(({ diffId }) => diffId) ?? [];
  const unknown = ids.indexOf(null);
  return (unknown < 0 ? ids : ids.slice(0, unknown)).filter((id) => id !== null);
}

/** The lowest layers that two images share, and whether they are all that the other has: then it may be the base. */
function sharedWith(
  own: readonly string[],
  others: readonly string[],
): { readonly layers: number; readonly isWhole: boolean } {
  let layers = 0;
  while (layers < own.length && own[layers] === others[layers]) layers++;
  return { layers, isWhole: layers === others.length };
}

function buildpacksTopLayer(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    const { runImage } = JSON.parse(label) as { readonly runImage?: { readonly topLayer?: unknown } };
    return typeof runImage?.topLayer === 'string' ? runImage.topLayer : null;
  } catch {
    return null;
  }
}
