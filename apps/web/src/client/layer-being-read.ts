import type { IndexStatus } from '@stratascope/protocol/client';

/** The number of the layer that is read now: the lowest under work, else the lowest that waits. Layers are read side by side. */
export function layerBeingRead({ layers, layersRead, layerCount }: IndexStatus): number {
  const now = layers.find(({ state }) => state === 'indexing') ?? layers.find(({ state }) => state === 'waiting');
  return now?.layer ?? Math.min(layersRead + 1, layerCount);
}
