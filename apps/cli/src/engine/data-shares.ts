import { DEFAULT_LIMITS } from '@stratascope/core';
import { type CacheBounds, cacheBounds, DEFAULT_CACHE_BYTES } from '@stratascope/core/node';

/** How much of what the data folder may hold is for what. */
export interface DataShares {
  /** What can be made again: the least recently used goes. */
  readonly cache: CacheBounds;
  /** All uploads together: what would be more is refused. */
  readonly uploadBytes: number;
}

/** Shares of `dataSize` bytes (`limit-data-size`): two thirds for uploads. */
export function dataShares(dataSize: number = DEFAULT_LIMITS.dataSize): DataShares {
  const cacheBytes = Math.floor((dataSize / DEFAULT_LIMITS.dataSize) * DEFAULT_CACHE_BYTES);
  return { cache: cacheBounds(cacheBytes), uploadBytes: Math.floor((2 * dataSize) / 3) };
}
