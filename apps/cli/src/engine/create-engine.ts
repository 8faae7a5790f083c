import { availableParallelism } from 'node:os';
import type { Engine } from '@stratascope/api';
import { type AllLimits, DEFAULT_LIMITS } from '@stratascope/core';
import {
  type CacheBounds,
  createArchiveUnpacker,
  createContentReader,
  createLayerReader,
  type DataFolder,
  loadImage,
  openLocation,
  STORES,
} from '@stratascope/core/node';

export interface EngineOptions {
  readonly dataFolder: DataFolder;
  readonly cacheBounds: CacheBounds;
  /** Those that the user set; the others keep their defaults. */
  readonly limits: Partial<AllLimits>;
  /** The entry of worker threads; null: this thread reads the layers. */
  readonly workerEntry: URL | null;
  /** Blobs below so many bytes are read in this thread, which need not be started first. */
  readonly inThreadBelowBytes: number;
}

/** What of core commands and page use, put together in one place. */
export function createEngine(options: EngineOptions): Engine {
  const { dataFolder, cacheBounds, workerEntry, inThreadBelowBytes } = options;
  const limits: AllLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const reader = createLayerReader({
    cacheFolder: dataFolder.indexes,
    cacheBytes: cacheBounds.indexes,
    workers: availableParallelism(),
    workerEntry,
    inThreadBelowBytes,
  });
  const contents = createContentReader({
    cacheFolder: dataFolder.contents,
    maxBytes: cacheBounds.contents,
    workerEntry,
    inThreadBelowBytes,
  });
  const unpacker = createArchiveUnpacker({ workerEntry, inThreadBelowBytes });

  return {
    contents,
    async open(path, { name, signal, onProgress }) {
      const images = await openLocation(path, {
        name,
        limits,
        signal,
        scratchFolder: dataFolder.scratch,
        scratchBytes: cacheBounds.scratch,
        unpacker,
        onProgress,
      });
      const store = STORES.find(({ id }) => id === images.storeId);
      return { store: { id: images.storeId, title: store?.title ?? images.storeId }, images };
    },
    load: (source, { signal, onProgress, onLayer }) =>
      loadImage(source, { reader, limits, signal, onProgress, onLayer }),
    async close() {
      await Promise.all([reader.close(), contents.close(), unpacker.close()]);
    },
  };
}
