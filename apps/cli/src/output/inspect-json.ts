import { formatPlatform, type ImageRef, type LayerSource } from '@stratascope/core';
import type { ReadLayer } from '@stratascope/core/node';
import type { InspectedImage, InspectedLocation } from '../images/inspect-images';
import { problemJson } from './problem-json';

/** What `inspect --json` prints. */
export function inspectJson({ location, store, images, problems }: InspectedLocation) {
  return {
    location,
    store,
    images: images.map(imageJson),
    problems: problems.map(problemJson),
  };
}

function imageJson({ ref, source, loaded, error, problems }: InspectedImage) {
  const { steps, ...config } = source?.config ?? { steps: [] };
  return {
    names: ref.names,
    id: ref.id,
    digest: ref.digest,
    kind: ref.kind,
    ...(ref.artifactType === null ? {} : { artifactType: ref.artifactType }),
    ...(ref.subject === null ? {} : { subject: ref.subject }),
    platform: platformOf(ref),
    config: source === null ? null : config,
    layers: (source?.layers ?? []).map((layer) => layerJson(layer, loaded?.layers[layer.layer - 1])),
    steps,
    problems: problems.map(problemJson),
    ...(error === null ? {} : { error }),
  };
}

/** Computed where the layer was read, declared where not; layers of attachments and artifacts are not read. */
function layerJson(source: LayerSource, read: ReadLayer | undefined) {
  return {
    layer: source.layer,
    digest: source.digest,
    ...(read === undefined || read.digest === source.digest || source.digest === null
      ? {}
      : { computedDigest: read.digest }),
    diffId: read?.diffId ?? null,
    declaredDiffId: source.diffId,
    mediaType: source.mediaType,
    compression: read?.compression ?? null,
    stored: read === undefined ? source.declaredSize : read.storedBytes,
    tar: read?.tarBytes ?? null,
    state: read?.state ?? source.unavailable,
    isVerified: read?.isVerified ?? false,
  };
}

const platformOf = ({ platform }: ImageRef) => (platform === null ? null : formatPlatform(platform));
