import type { LoadedImage } from '@stratascope/core/node';

/** Merged images kept in memory, the ones asked last, up to a budget of bytes. */
export interface LoadedImages {
  get(key: string): LoadedImage | null;
  keep(key: string, image: LoadedImage): void;
  drop(key: string): void;
}

/** What a node of a merged tree takes beside the indexes of its layers, about; measured in bytes. */
const BYTES_PER_NODE = 64;

/** What any image takes, about: small ones are many. */
const BYTES_PER_IMAGE = 16 * 1024;

/** The image asked last is kept whatever its size: it is the one on screen. */
export function createLoadedImages(budgetBytes: number): LoadedImages {
  // A map keeps its order of insertion, so the first key is the one that was asked longest ago.
  const kept = new Map<string, { readonly image: LoadedImage; readonly bytes: number }>();
  let total = 0;

  const drop = (key: string) => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return null;
      kept.delete(key);
      kept.set(key, found);
      return found.image;
    },
    keep(key, image) {
      drop(key);
      const bytes = imageBytes(image);
      kept.set(key, { image, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= budgetBytes || kept.size === 1) return;
        drop(oldest);
      }
    },
    drop,
  };
}

function imageBytes(image: LoadedImage): number {
  const indexes = image.layers.reduce((sum, { index }) => sum + (index?.buffer.byteLength ?? 0), 0);
  return BYTES_PER_IMAGE + indexes + image.tree.nodeCount * BYTES_PER_NODE;
}
