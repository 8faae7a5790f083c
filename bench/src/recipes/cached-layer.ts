import { DEFAULT_LIMITS } from '@stratascope/core';
import { createLayerReader, fileByteSource, type ReadLayer } from '@stratascope/core/node';
import { layerSource } from './layer-source';

/** Reads the layer FILE by a cache: the first time ever whole, then its index only. */
export async function readCachedLayer(file: string, cacheFolder: string): Promise<ReadLayer> {
  const reader = createLayerReader({ cacheFolder, workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
  const source = layerSource(await fileByteSource(file));
  return reader.read(source, { limits: DEFAULT_LIMITS, signal: new AbortController().signal });
}
