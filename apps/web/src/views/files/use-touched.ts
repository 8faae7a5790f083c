import { type EntryPath, ROOT } from '@stratascope/core';
import { pathBytes } from '@stratascope/protocol/client';
import { useQueries } from '@tanstack/react-query';
import { directoryOptions, useOpenImage } from '../../client';
import { useExplorer } from '../../state';
import { PAGE_ROWS } from './gather-pages';

/**
 * The paths in the open folders that a layer changed, or changed something in; null without a layer, and until that is
 * known. Of a folder in which it changed more than a page of rows only those are known.
 */
export function useTouched(layer: number | null): ReadonlySet<EntryPath> | null {
  const { key, isReady } = useOpenImage();
  const openFolders = useExplorer((state) => state.openFolders);
  const folders = layer === null ? [] : [ROOT, ...openFolders];
  const question = { level: layer ?? 0, from: Math.max(0, (layer ?? 0) - 1), ghosts: true, limit: PAGE_ROWS };
  return useQueries({
    queries: folders.map((folder) => ({ ...directoryOptions(key, folder, question), enabled: isReady })),
    combine: (results) => {
      if (results.length === 0 || results.some(({ data }) => data === undefined)) return null;
      return new Set(results.flatMap(({ data }) => data?.rows.map((row) => pathBytes(row) as EntryPath) ?? []));
    },
  });
}
