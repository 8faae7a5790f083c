import { type EntryPath, ROOT } from '@stratascope/core';
import type { TreeAnswer } from '@stratascope/protocol/client';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { type DirectoryQuestion, directoryOptions, useOpenImage } from '../../client';
import { useExplorer } from '../../state';
import { type FileRow, fileRow } from './file-row';
import { type LoadedFolder, layoutOutline, lineAt, type Outline } from './outline';

/** Rows of a folder asked for at once. */
const PAGE_ROWS = 200;
/** While a filter is set folders open by themselves, up to so many: each costs a question. */
const MOST_AUTO_OPEN = 80;

interface WantedPage {
  readonly folder: EntryPath;
  readonly page: number;
}

export interface TreeOutline {
  readonly outline: Outline;
  readonly rowAt: (line: number) => FileRow | null;
  readonly folder: (path: EntryPath) => LoadedFolder | undefined;
  readonly isOpen: (row: FileRow) => boolean;
  /** Tells which lines are in sight, so that their pages are asked for. */
  readonly show: (first: number, last: number) => void;
  readonly retry: () => void;
  /** The rows on screen are of the level or order before; the new ones are on their way. */
  readonly isStale: boolean;
}

/**
 * The unfolded tree at the level, range, order and filter looked at. Pages come as they are needed: the first of each
 * open folder, and those in sight. Until new ones are there the rows of before stay, so that a change of level does not blink.
 */
export function useOutline(): TreeOutline {
  const { key, level, from, isReady } = useOpenImage();
  const openFolders = useExplorer((state) => state.openFolders);
  const closedFolders = useExplorer((state) => state.closedFolders);
  const filter = useExplorer((state) => state.treeFilter);
  const { sort, isDescending } = useExplorer((state) => state.treeOrder);
  const ghosts = useExplorer((state) => state.showRemoved);
  const onlyLayer = useExplorer((state) => state.onlyLayer);
  const layer = useExplorer((state) => state.address.layer);
  const [inSight, setInSight] = useState<readonly WantedPage[]>([]);
  const [autoOpen, setAutoOpen] = useState<readonly EntryPath[]>([]);
  const before = useRef<ReadonlyMap<EntryPath, LoadedFolder>>(new Map());

  const shownLayer = onlyLayer ? layer : null;
  const question = useMemo<DirectoryQuestion>(
    () => ({
      // What one layer changed is a range of one layer.
      ...(shownLayer === null ? { level, from } : { level: shownLayer, from: shownLayer - 1 }),
      sort,
      order: isDescending ? 'desc' : 'asc',
      ghosts,
      limit: PAGE_ROWS,
      ...(filter === '' ? {} : { filter }),
    }),
    [level, from, sort, isDescending, ghosts, filter, shownLayer],
  );

  const isFiltered = filter !== '' || shownLayer !== null;
  const wanted = useMemo(() => {
    const folders = isFiltered ? [ROOT, ...autoOpen] : [ROOT, ...openFolders];
    const pages = new Map<string, WantedPage>();
    for (const page of [...folders.map((folder) => ({ folder, page: 0 })), ...inSight]) {
      pages.set(`${page.page} ${page.folder}`, page);
    }
    return [...pages.values()];
  }, [openFolders, inSight, autoOpen, isFiltered]);

  const { folders, failures, isStale } = useQueries({
    queries: wanted.map(({ folder, page }) => ({
      ...directoryOptions(key, folder, { ...question, cursor: page * PAGE_ROWS }),
      enabled: isReady,
    })),
    combine: (results: readonly UseQueryResult<TreeAnswer>[]) => gather(wanted, results),
  });

  // A folder whose answer is on its way shows what it held before.
  const shown = useMemo(() => {
    const all = new Map(folders);
    for (const { folder } of wanted) {
      const old = before.current.get(folder);
      if (all.get(folder)?.total == null && old !== undefined && all.get(folder)?.failure == null) all.set(folder, old);
    }
    before.current = all;
    return all;
  }, [folders, wanted]);

  const isOpen = useMemo(() => {
    const open = isFiltered ? new Set(autoOpen) : openFolders;
    return (row: FileRow) => open.has(row.key) && !(isFiltered && closedFolders.has(row.key));
  }, [isFiltered, autoOpen, openFolders, closedFolders]);

  const outline = useMemo(() => layoutOutline(ROOT, shown, isOpen), [shown, isOpen]);

  // The folders to open under a filter are known only from the rows that it left.
  const nextAutoOpen = useMemo(
    () => (isFiltered && !isStale ? foldersToOpen(folders, openFolders, closedFolders) : []),
    [isFiltered, isStale, folders, openFolders, closedFolders],
  );
  if (!isStale && !isSameList(autoOpen, nextAutoOpen)) setAutoOpen(nextAutoOpen);

  const show = (first: number, last: number) => {
    const pages = new Map<string, WantedPage>();
    for (let line = first; line <= last; line++) {
      const at = lineAt(outline, line);
      if (at === null || at.run.kind !== 'rows') continue;
      const page = Math.floor(at.index / PAGE_ROWS);
      if (page > 0) pages.set(`${page} ${at.run.folder}`, { folder: at.run.folder, page });
    }
    const next = [...pages.values()];
    if (JSON.stringify(next) !== JSON.stringify(inSight)) setInSight(next);
  };

  return {
    outline,
    rowAt: (line) => {
      const at = lineAt(outline, line);
      return at === null || at.run.kind !== 'rows' ? null : (shown.get(at.run.folder)?.rows.get(at.index) ?? null);
    },
    folder: (path) => shown.get(path),
    isOpen,
    show,
    retry: () => {
      for (const refetch of failures) void refetch();
    },
    isStale,
  };
}

interface Gathered {
  total: number | null;
  bytes: number;
  rows: Map<number, FileRow>;
  failure: Error | null;
}

function gather(wanted: readonly WantedPage[], results: readonly UseQueryResult<TreeAnswer>[]) {
  const folders = new Map<EntryPath, Gathered>();
  const failures: (() => Promise<unknown>)[] = [];
  let isStale = false;
  results.forEach(({ data, error, isPending, refetch }, at) => {
    const page = wanted[at];
    if (page === undefined) return;
    const folder = folders.get(page.folder) ?? { total: null, bytes: 0, rows: new Map(), failure: null };
    folders.set(page.folder, folder);
    if (data !== undefined) {
      folder.total = data.total;
      folder.bytes = data.folder.size;
      data.rows.forEach((row, index) => {
        folder.rows.set(page.page * PAGE_ROWS + index, rowOf(row));
      });
    } else if (error !== null) {
      folder.failure = error;
      failures.push(refetch);
    } else if (isPending) isStale = true;
  });
  return { folders: folders as ReadonlyMap<EntryPath, LoadedFolder>, failures, isStale };
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

/** Under a filter: each folder that leads to a match, outermost first, up to a bound; beyond it those opened by hand. */
function foldersToOpen(
  folders: ReadonlyMap<EntryPath, LoadedFolder>,
  opened: ReadonlySet<EntryPath>,
  closed: ReadonlySet<EntryPath>,
): readonly EntryPath[] {
  const open: EntryPath[] = [];
  const queue: EntryPath[] = [ROOT];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const row of folders.get(path)?.rows.values() ?? []) {
      if (!row.hasChildren || closed.has(row.key)) continue;
      if (open.length >= MOST_AUTO_OPEN && !opened.has(row.key)) continue;
      open.push(row.key);
      queue.push(row.key);
    }
  }
  return open;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
