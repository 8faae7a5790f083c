import type { BaseImage } from '@stratascope/protocol';
import type { ImageJob } from '../workspace/image-job';

const BASE_NAME = 'org.opencontainers.image.base.name';
const BUILDPACKS = 'io.buildpacks.lifecycle.metadata';

/**
 * Where an image's base ends: told by a label of the tool that built it, else by the lowest layers that it shares with
 * another image that is open. Null where neither tells: then all layers are taken for its own.
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

  let best: { readonly layers: number; readonly base: ImageJob | null } = { layers: 0, base: null };
  for (const other of images) {
    const others = other.ref.kind === 'image' && other.ref.ref !== job.ref.ref ? diffIdsOf(other) : [];
    const layers = sharedPrefix(diffIds, others);
    // An image of the same layers, or one built on this one, says nothing of what this one is built on.
    if (layers === 0 || layers === diffIds.length) continue;
    const isBase = layers === others.length;
    if (layers > best.layers || (layers === best.layers && isBase)) best = { layers, base: isBase ? other : null };
  }
  if (best.layers === 0) return null;
  return { layers: best.layers, name: best.base?.ref.names[0] ?? name, from: 'opened-image' };
}

function diffIdsOf(job: ImageJob): readonly string[] {
  const ids = job.openedSource?.layers.map(({ diffId }) => diffId) ?? [];
  const unknown = ids.indexOf(null);
  return (unknown < 0 ? ids : ids.slice(0, unknown)).filter((id) => id !== null);
}

function sharedPrefix(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
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
