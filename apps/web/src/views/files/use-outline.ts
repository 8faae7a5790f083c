import { type EntryPath, ROOT, splitPath } from '@stratascope/core';
import type { TreeAnswer } from '@stratascope/protocol/client';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { type DirectoryQuestion, directoryOptions, useOpenImage } from '../../client';
import { useExplorer } from '../../state';
import type { FileRow } from './file-row';
import { gatherPages, PAGE_ROWS, type WantedPage } from './gather-pages';
import { type LoadedFolder, layoutOutline, lineAt, lineOfPath, type Outline } from './outline';
import { useNeighbourLevels } from './use-neighbour-levels';
import { useSelectedPage } from './use-selected-page';

/** While a filter is set folders open by themselves, up to so many: each costs a question. */
const MOST_AUTO_OPEN = 80;
/** Lines before and after those in sight whose pages are asked for too, so that scrolling seldom meets an empty row. */
const LINES_AHEAD = 100;

export interface TreeOutline {
  readonly outline: Outline;
  readonly rowAt: (line: number) => FileRow | null;
  /** The line of a path; null where its row is not there, or not yet. */
  readonly lineOf: (path: EntryPath) => number | null;
  readonly folder: (path: EntryPath) => LoadedFolder | undefined;
  /** Paths at the level in all; null until that is known. */
  readonly entries: number | null;
  /** Those that range and filter leave; null without them, or until that is known. */
  readonly matches: number | null;
  readonly isOpen: (row: FileRow) => boolean;
  /** Tells which lines are in sight, so that their pages are asked for. */
  readonly show: (first: number, last: number) => void;
  readonly retry: () => void;
  /** The rows on screen are of the level or order before; the new ones are on their way. */
  readonly isStale: boolean;
}

/**
 * The unfolded tree at the level, range, order and filter looked at. Pages come as they are needed: the first of each
 * open folder, those near what is in sight, that of the selection. Until new ones are there the rows of before stay, so
 * that a change of level does not blink.
 */
export function useOutline(): TreeOutline {
  const { key, isReady } = useOpenImage();
  const openFolders = useExplorer((state) => state.openFolders);
  const closedFolders = useExplorer((state) => state.closedFolders);
  const { question, isNarrowed } = useDirectoryQuestion();
  const [inSight, setInSight] = useState<readonly WantedPage[]>([]);
  const [autoOpen, setAutoOpen] = useState<readonly EntryPath[]>([]);
  const before = useRef<ReadonlyMap<EntryPath, LoadedFolder>>(new Map());
  const selectedFolder = useExplorer(({ address: { path } }) => (path === null ? ROOT : splitPath(path).directory));
  const [isInLargeFolder, setInLargeFolder] = useState(false);
  const selectedPage = useSelectedPage(selectedFolder, question, isInLargeFolder);

  const wanted = useMemo(() => {
    const folders = isNarrowed ? [ROOT, ...autoOpen] : [ROOT, ...openFolders];
    const pages = new Map<string, WantedPage>();
    const wantedPages = [...folders.map((folder) => ({ folder, page: 0 })), ...inSight];
    if (selectedPage !== null) wantedPages.push(selectedPage);
    for (const page of wantedPages) pages.set(`${page.page} ${page.folder}`, page);
    return [...pages.values()];
  }, [openFolders, inSight, selectedPage, autoOpen, isNarrowed]);

  const { folders, retries, isStale } = useQueries({
    queries: wanted.map(({ folder, page }) => ({
      ...directoryOptions(key, folder, { ...question, cursor: page * PAGE_ROWS }),
      enabled: isReady,
    })),
    combine: (results: readonly UseQueryResult<TreeAnswer>[]) => gatherPages(wanted, results),
  });

  useNeighbourLevels(wanted, question, !isStale);

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

  const hasMorePages = (shown.get(selectedFolder)?.total ?? 0) > PAGE_ROWS;
  if (hasMorePages !== isInLargeFolder) setInLargeFolder(hasMorePages);

  const isOpen = useMemo(() => {
    const open = isNarrowed ? new Set(autoOpen) : openFolders;
    return (row: FileRow) => open.has(row.key) && !(isNarrowed && closedFolders.has(row.key));
  }, [isNarrowed, autoOpen, openFolders, closedFolders]);

  const outline = useMemo(() => layoutOutline(ROOT, shown, isOpen), [shown, isOpen]);

  // The folders to open under a filter are known only from the rows that it left.
  const nextAutoOpen = useMemo(
    () => (isNarrowed && !isStale ? foldersToOpen(folders, openFolders, closedFolders) : []),
    [isNarrowed, isStale, folders, openFolders, closedFolders],
  );
  if (!isStale && !isSameList(autoOpen, nextAutoOpen)) setAutoOpen(nextAutoOpen);

  const show = (first: number, last: number) => {
    const next = pagesAround(outline, first, last);
    if (JSON.stringify(next) !== JSON.stringify(inSight)) setInSight(next);
  };

  return {
    outline,
    rowAt: (line) => {
      const at = lineAt(outline, line);
      return at === null || at.run.kind !== 'rows' ? null : (shown.get(at.run.folder)?.rows.get(at.index) ?? null);
    },
    lineOf: (path) => lineOfPath(outline, shown, path),
    folder: (path) => shown.get(path),
    entries: shown.get(ROOT)?.answer?.folder.entries ?? null,
    matches: shown.get(ROOT)?.answer?.matches ?? null,
    isOpen,
    show,
    retry: () => {
      for (const retry of retries) void retry();
    },
    isStale,
  };
}

/** What is asked of every folder; `isNarrowed`: for some of its rows only, so that folders open by themselves. */
function useDirectoryQuestion(): { readonly question: DirectoryQuestion; readonly isNarrowed: boolean } {
  const { level, from } = useOpenImage();
  const filter = useExplorer((state) => state.treeFilter);
  const { sort, isDescending } = useExplorer((state) => state.treeOrder);
  const ghosts = useExplorer((state) => state.showRemoved);
  const shownLayer = useExplorer((state) => (state.onlyLayer ? state.address.layer : null));
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
  return { question, isNarrowed: filter !== '' || shownLayer !== null };
}

/** The pages of the lines around some; without first pages, which are asked for anyway. */
function pagesAround(outline: Outline, first: number, last: number): readonly WantedPage[] {
  const pages = new Map<string, WantedPage>();
  for (let line = Math.max(0, first - LINES_AHEAD); line <= last + LINES_AHEAD; line++) {
    const at = lineAt(outline, line);
    if (at === null || at.run.kind !== 'rows') continue;
    const page = Math.floor(at.index / PAGE_ROWS);
    if (page > 0) pages.set(`${page} ${at.run.folder}`, { folder: at.run.folder, page });
  }
  return [...pages.values()];
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
