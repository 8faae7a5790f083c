import type { EntryPath } from '@stratascope/core';
import type { TreeAnswer } from '@stratascope/protocol/client';
import type { UseQueryResult } from '@tanstack/react-query';
import { type FileRow, fileRow } from './file-row';
import type { LoadedFolder } from './outline';

/** Rows of a folder asked for at once. */
export const PAGE_ROWS = 200;

/** A page of a folder's rows that is needed, from 0. */
export interface WantedPage {
  readonly folder: EntryPath;
  readonly page: number;
}

/** What of the pages that were asked for is there. */
export interface GatheredPages {
  readonly folders: ReadonlyMap<EntryPath, LoadedFolder>;
  /** Ask those again that could not be had. */
  readonly retries: readonly (() => Promise<unknown>)[];
  /** Some are still on their way. */
  readonly isStale: boolean;
}

/** Puts the pages of each folder together, by the index of their rows. */
export function gatherPages(
  wanted: readonly WantedPage[],
  results: readonly UseQueryResult<TreeAnswer>[],
): GatheredPages {
  const folders = new Map<EntryPath, Gathered>();
  const retries: (() => Promise<unknown>)[] = [];
  let isStale = false;
  results.forEach(({ data, error, isPending, refetch }, at) => {
    const page = wanted[at];
    if (page === undefined) return;
    const folder = folders.get(page.folder) ?? { total: null, answer: null, rows: new Map(), failure: null };
    folders.set(page.folder, folder);
    if (data !== undefined) {
      folder.total = data.total;
      folder.answer = data;
      data.rows.forEach((row, index) => {
        folder.rows.set(page.page * PAGE_ROWS + index, rowOf(row));
      });
    } else if (error !== null) {
      folder.failure = error;
      retries.push(refetch);
    } else if (isPending) isStale = true;
  });
  return { folders, retries, isStale };
}

interface Gathered {
  total: number | null;
  answer: TreeAnswer | null;
  rows: Map<number, FileRow>;
  failure: Error | null;
}

// Answers are kept by the cache; a row is read once, however often pages are gathered.
const rowsRead = new WeakMap<object, FileRow>();
function rowOf(row: TreeAnswer['rows'][number]): FileRow {
  const known = rowsRead.get(row);
  if (known !== undefined) return known;
  const read = fileRow(row);
  rowsRead.set(row, read);
  return read;
}
