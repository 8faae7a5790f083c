import type { CacheUsage } from '@stratascope/core/node';
import type { CacheAnswer } from '@stratascope/protocol';
import type { Handlers } from '../http/routing';
import type { RouteContext } from './route-context';

/** Routes about what is kept on disk. */
export function cacheRoutes({ workspace }: RouteContext): Pick<Handlers, 'getCache' | 'clearCache'> {
  return {
    getCache: async () => presentCache(await workspace.cacheUsage()),
    clearCache: async () => presentCache(await workspace.clearCache()),
  };
}

function presentCache({ folder, bytes, mostBytes, parts, uploads }: CacheUsage): CacheAnswer {
  return {
    folder,
    bytes,
    maxBytes: mostBytes,
    parts: parts.map((part) => ({ part: part.part, bytes: part.bytes, maxBytes: part.mostBytes })),
    uploads,
  };
}
