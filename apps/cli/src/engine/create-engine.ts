import { availableParallelism } from 'node:os';
import type { Engine } from '@stratascope/api';
import { DEFAULT_LIMITS, type Limits } from '@stratascope/core';
import {
  createContentReader,
  createLayerReader,
  type DataFolder,
  loadImage,
  openLocation,
  STORES,
} from '@stratascope/core/node';

/** Contents of layers that are kept unpacked; the least recently read go first. */
const CONTENTS_BYTES = 8 * 1024 ** 3;

export interface EngineOptions {
  readonly dataFolder: DataFolder;
  /** Those that the user set; the others keep their defaults. */
  readonly limits: Partial<Limits>;
  /** The entry of worker threads; null: this thread reads the layers. */
  readonly workerEntry: URL | null;
  /** Blobs below so many bytes are read in this thread, which need not be started first. */
  readonly inThreadBelowBytes: number;
}

/** What of core commands and page use, put together in one place. */
export function createEngine(options: EngineOptions): Engine {
  const { dataFolder, workerEntry, inThreadBelowBytes } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const reader = createLayerReader({
    cacheFolder: dataFolder.indexes,
    workers: availableParallelism(),
    workerEntry,
    inThreadBelowBytes,
  });
  const contents = createContentReader({
    cacheFolder: dataFolder.contents,
    maxBytes: CONTENTS_BYTES,
    workerEntry,
    inThreadBelowBytes,
  });

  return {
    contents,
    async open(path, { name, signal, onProgress }) {
      const images = await openLocation(path, {
        name,
        limits,
        signal,
        scratchFolder: dataFolder.scratch,
        onProgress,
      });
      const store = STORES.find(({ id }) => id === images.storeId);
      return { store: { id: images.storeId, title: store?.title ?? images.storeId }, images };
    },
    load: (source, { signal, onProgress, onLayer }) =>
      loadImage(source, { reader, limits, signal, onProgress, onLayer }),
    async close() {
      await Promise.all([reader.close(), contents.close()]);
    },
  };
}
