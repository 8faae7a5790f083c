import type { EntryPath } from '@stratascope/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type DirectoryQuestion, directoryOptions, useOpenImage } from '../../client';
import { useExplorer } from '../../state';
import { PAGE_ROWS, type WantedPage } from './gather-pages';

/**
 * The page of its folder that the selected path is on, where it is not on the first: a link or a search may lead into a
 * folder of thousands. Null while that is not known. `isLarge`: the folder has more than one page, so it has to be asked.
 */
export function useSelectedPage(folder: EntryPath, question: DirectoryQuestion, isLarge: boolean): WantedPage | null {
  const { key, isReady } = useOpenImage();
  const path = useExplorer((state) => state.address.path);
  const { data } = useQuery({
    ...directoryOptions(key, folder, { ...question, limit: 1, ...(path === null ? {} : { find: path }) }),
    enabled: isReady && path !== null && isLarge,
  });
  const foundAt = data?.foundAt ?? null;
  return useMemo(
    () => (foundAt === null || foundAt < PAGE_ROWS ? null : { folder, page: Math.floor(foundAt / PAGE_ROWS) }),
    [folder, foundAt],
  );
}
