import { type DigestAlgorithm, type LayerSource, type Limits, splitDigest } from '@stratascope/core';
import { judgeLayer, unavailableLayer } from './judge-layer';
import type { LayerProgress, ReadLayer } from './layer-reader';
import { readLayerFacts } from './read-layer-facts';

export interface ReadLayerOptions {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: LayerProgress) => void;
}

/** Reads one layer in this thread, without a cache. @throws ImageError `location-changed`; the signal's reason */
export async function readLayer(source: LayerSource, options: ReadLayerOptions): Promise<ReadLayer> {
  const { blob, layer } = source;
  if (blob === null) return unavailableLayer(source);
  const facts = await readLayerFacts(blob, {
    ...algorithmsFor(source),
    limits: options.limits,
    signal: options.signal,
    onProgress: (readBytes) => options.onProgress?.({ layer, readBytes, totalBytes: blob.size }),
  });
  return judgeLayer(source, facts);
}

/** Digests are made in the algorithm of what they are to be compared with. */
export function algorithmsFor({ digest, diffId }: LayerSource): {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly diffIdAlgorithm: DigestAlgorithm;
} {
  return {
    digestAlgorithm: digest === null ? 'sha256' : splitDigest(digest).algorithm,
    diffIdAlgorithm: diffId === null ? 'sha256' : splitDigest(diffId).algorithm,
  };
}
