import { mkdir, rm } from 'node:fs/promises';
import { DEFAULT_LIMITS } from '@stratascope/core';
import {
  createContentReader,
  createLayerReader,
  dataFolderAt,
  loadImage,
  openLocation,
  STORES,
} from '@stratascope/core/node';
import type { Engine } from '../workspace/engine';

/** The engine over real files, all in this thread. */
export function archiveEngine(dataFolder: string): Engine {
  const folder = dataFolderAt(dataFolder);
  const reader = createLayerReader({
    cacheFolder: folder.indexes,
    workers: 0,
    workerEntry: null,
    inThreadBelowBytes: 0,
  });
  return {
    async open(path, { name, signal, onProgress }) {
      await mkdir(folder.scratch, { recursive: true });
      const images = await openLocation(path, {
        name,
        limits: DEFAULT_LIMITS,
        signal,
        scratchFolder: folder.scratch,
        onProgress,
      });
      const title = STORES.find(({ id }) => id === images.storeId)?.title ?? images.storeId;
      return { store: { id: images.storeId, title }, images };
    },
    load: (source, options) => loadImage(source, { ...options, reader, limits: DEFAULT_LIMITS }),
    contents: createContentReader({ cacheFolder: folder.contents, maxBytes: 1024 ** 2 }),
    async close() {
      await reader.close();
      await rm(folder.scratch, { recursive: true, force: true });
    },
  };
}
