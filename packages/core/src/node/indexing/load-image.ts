import { setMaxListeners } from 'node:events';
import {
  createProblemList,
  type ImageSource,
  type LayerSource,
  type Limits,
  mergeInSteps,
  type Problem,
} from '@stratascope/core';
import { runInSlices } from '../run-in-slices';
import type { LayerProgress, LayerReader, ReadLayer } from './layer-reader';
import type { LoadedImage } from './loaded-image';

export interface LoadImageOptions {
  readonly reader: LayerReader;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** For each layer on its own, as its blob is read; a layer from the cache may tell nothing. */
  readonly onProgress?: (progress: LayerProgress) => void;
  /** Each layer when it has been read, in the order in which they are done. */
  readonly onLayer?: (layer: ReadLayer) => void;
}

/**
 * Reads all layers of an image at once, the largest first, and merges them. A layer that is damaged, missing or
 * unreadable leaves the others as they are.
 *
 * @throws ImageError `location-changed`; the signal's reason
 */
export async function loadImage(source: ImageSource, options: LoadImageOptions): Promise<LoadedImage> {
  const abort = new AbortController();
  const signal = AbortSignal.any([options.signal, abort.signal]);
  // Each layer listens to it; that they are many is no leak.
  setMaxListeners(0, signal);
  const { reader, limits, onProgress, onLayer } = options;
  const read = async (layer: LayerSource, entries: number) => {
    const result = await reader.read(layer, {
      limits: { ...limits, entries },
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    return result;
  };
  try {
    const layers = await readLargestFirst(source.layers, async (layer) => {
      const result = await read(layer, limits.entries);
      onLayer?.(result);
      return result;
    });
    const bounded = await boundEntries(source.layers, layers, limits.entries, read);
    return await merge(source, bounded, signal);
  } catch (error) {
    // What else is being read is of no use any more.
    abort.abort(error);
    throw error;
  }
}

async function merge(source: ImageSource, layers: readonly ReadLayer[], signal: AbortSignal): Promise<LoadedImage> {
  // This thread answers requests as well.
  const tree = await runInSlices(mergeInSteps(layers.map(({ index }) => index)), signal);
  const problems = createProblemList();
  for (const problem of gather(source, layers, tree.problems)) problems.add(problem);
  return {
    source,
    layers,
    tree,
    problems: problems.list(),
    isVerified: layers.every(({ isVerified }) => isVerified),
  };
}

function* gather(source: ImageSource, layers: readonly ReadLayer[], ofMerging: readonly Problem[]): Generator<Problem> {
  yield* source.problems;
  for (const layer of layers) yield* layer.problems;
  yield* ofMerging;
}

async function readLargestFirst(
  sources: readonly LayerSource[],
  read: (source: LayerSource) => Promise<ReadLayer>,
): Promise<readonly ReadLayer[]> {
  const reading = new Map<LayerSource, Promise<ReadLayer>>();
  const bySize = [...sources].sort((one, other) => (other.blob?.size ?? 0) - (one.blob?.size ?? 0));
  for (const source of bySize) reading.set(source, read(source));
  await Promise.all(reading.values());
  return Promise.all(sources.map((source) => reading.get(source) ?? read(source)));
}

/**
 * The limit is of the image (`limit-entries`), so a layer that passes it together with those below it is read anew up to
 * what is left, and those above up to nothing.
 */
async function boundEntries(
  sources: readonly LayerSource[],
  layers: readonly ReadLayer[],
  most: number,
  read: (source: LayerSource, entries: number) => Promise<ReadLayer>,
): Promise<readonly ReadLayer[]> {
  const bounded: ReadLayer[] = [];
  let left = most;
  for (const [position, layer] of layers.entries()) {
    const source = sources[position];
    const entries = layer.index?.entryCount ?? 0;
    bounded.push(entries <= left || source === undefined ? layer : await read(source, left));
    left = Math.max(0, left - entries);
  }
  return bounded;
}
