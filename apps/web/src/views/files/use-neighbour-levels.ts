import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type DirectoryQuestion, directoryOptions, lifeOptions, useOpenImage } from '../../client';
import { useExplorer } from '../../state';
import { PAGE_ROWS, type WantedPage } from './gather-pages';

/** So long a level has to be looked at: who moves through many wants none of the others. */
const REST_MILLISECONDS = 60;
/** Pages of a neighbour that are asked for: those of the root and of the folders opened first. */
const MOST_PAGES = 8;

/**
 * Asks for what the tree shows, and for the life of the selected path, one level down and one up, once the level looked
 * at is there: the next step is then drawn with the press of the key.
 */
export function useNeighbourLevels(
  pages: readonly WantedPage[],
  question: DirectoryQuestion,
  isSettled: boolean,
): void {
  const { key, level, from, layerCount, isReady } = useOpenImage();
  const path = useExplorer((state) => state.address.path);
  const queryClient = useQueryClient();
  const isLayerAlone = useExplorer((state) => state.onlyLayer && state.address.layer !== null);
  // What was not verified is never kept for long, so there is no use in asking for it before its time.
  const isWanted = isReady && isSettled && !isLayerAlone && key.version !== null;
  useEffect(() => {
    if (!isWanted) return;
    const timer = window.setTimeout(() => {
      for (const neighbour of [level - 1, level + 1]) {
        if (neighbour <= from || neighbour > layerCount) continue;
        for (const { folder, page } of pages.slice(0, MOST_PAGES)) {
          const asked = { ...question, level: neighbour, cursor: page * PAGE_ROWS };
          void queryClient.prefetchQuery(directoryOptions(key, folder, asked));
        }
        if (path !== null) void queryClient.prefetchQuery(lifeOptions(key, path, neighbour));
      }
    }, REST_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [isWanted, queryClient, key, level, from, layerCount, path, pages, question]);
}
