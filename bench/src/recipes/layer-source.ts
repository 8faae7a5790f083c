import type { ByteSource, LayerSource } from '@stratascope/core';

/** A blob as a layer of which nothing was promised. */
export function layerSource(blob: ByteSource, layer = 1): LayerSource {
  return {
    layer,
    digest: null,
    diffId: null,
    mediaType: null,
    declaredSize: null,
    blob,
    unavailable: null,
  };
}
