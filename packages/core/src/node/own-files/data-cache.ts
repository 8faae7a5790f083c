import type { DataFolder } from '../data-folder';
import { BoundedFolder, type FolderUsage } from './bounded-folder';

/** What is kept to save time: indexes of layers, contents of compressed layers, archives that are compressed as a whole. */
export const CACHE_PARTS = ['indexes', 'contents', 'scratch'] as const;
export type CachePart = (typeof CACHE_PARTS)[number];

/** Most bytes of each part. */
export type CacheBounds = Readonly<Record<CachePart, number>>;

const GIBIBYTE = 1024 ** 3;
const SHARES: CacheBounds = { indexes: 2, contents: 8, scratch: 16 };

/** Most bytes of all parts together, if nobody says otherwise. */
export const DEFAULT_CACHE_BYTES = CACHE_PARTS.reduce((sum, part) => sum + SHARES[part], 0) * GIBIBYTE;

/** Divides so many bytes among the parts. */
export function cacheBounds(bytes: number): CacheBounds {
  const all = DEFAULT_CACHE_BYTES / GIBIBYTE;
  const bound = (part: CachePart) => Math.floor((bytes * SHARES[part]) / all);
  return { indexes: bound('indexes'), contents: bound('contents'), scratch: bound('scratch') };
}

/** What the cache takes, and how much it may. */
export interface CacheUsage {
  readonly folder: string;
  readonly bytes: number;
  readonly mostBytes: number;
  readonly parts: readonly { readonly part: CachePart; readonly bytes: number; readonly mostBytes: number }[];
  /** Archives that were sent: they cannot be made again, so they are no part of the cache. */
  readonly uploads: FolderUsage;
}

/** Looks through the data folder: a moment for each thousand layers. */
export async function cacheUsage(folder: DataFolder, bounds: CacheBounds): Promise<CacheUsage> {
  const parts = await Promise.all(
    CACHE_PARTS.map(async (part) => {
      const { bytes } = await new BoundedFolder(folder[part], bounds[part]).usage();
      return { part, bytes, mostBytes: bounds[part] };
    }),
  );
  const sum = (value: (part: { readonly bytes: number; readonly mostBytes: number }) => number) =>
    parts.reduce((total, part) => total + value(part), 0);
  return {
    folder: folder.root,
    bytes: sum(({ bytes }) => bytes),
    mostBytes: sum(({ mostBytes }) => mostBytes),
    parts,
    uploads: await new BoundedFolder(folder.uploads, Number.POSITIVE_INFINITY).usage(),
  };
}

/**
 * Empties the cache, also while images are open, here or in other processes: what is in use stays until it is not.
 */
export async function clearCache(folder: DataFolder): Promise<void> {
  await Promise.all(CACHE_PARTS.map((part) => new BoundedFolder(folder[part], 0).clear()));
}
