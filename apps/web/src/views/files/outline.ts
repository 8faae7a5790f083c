import { type EntryPath, splitPath } from '@stratascope/core';
import type { TreeAnswer } from '@stratascope/protocol/client';
import type { FileRow } from './file-row';

/** What is known of one open folder: pages of its rows arrive by index, in any order. */
export interface LoadedFolder {
  /** Rows in all; null until the first page is there. */
  readonly total: number | null;
  /** The answer of any of its pages, for what holds of the whole folder; null until there is one. */
  readonly answer: Pick<TreeAnswer, 'folder' | 'matches'> | null;
  readonly rows: ReadonlyMap<number, FileRow>;
  readonly failure: Error | null;
}

/** A run of lines of the outline that belong to one folder. */
export interface OutlineRun {
  /** Index of its first line in the whole outline. */
  readonly start: number;
  readonly count: number;
  readonly folder: EntryPath;
  /** 1 for what stands in the root. */
  readonly depth: number;
  /** Index in the folder of the first line, where the run is of rows. */
  readonly from: number;
  readonly kind: 'rows' | 'loading' | 'empty' | 'failed';
}

/** The open folders of a tree as one list of lines, without a line in memory for each: 20,000 rows are one run. */
export interface Outline {
  readonly runs: readonly OutlineRun[];
  readonly lineCount: number;
}

/**
 * Unfolds a tree into lines: each folder's rows in order, and below an open folder its own.
 *
 * An open folder whose row is on a page that has not come yet is unfolded when it comes.
 */
export function layoutOutline(
  root: EntryPath,
  folders: ReadonlyMap<EntryPath, LoadedFolder>,
  isOpen: (row: FileRow) => boolean,
): Outline {
  const runs: OutlineRun[] = [];
  let line = 0;
  const add = (run: Omit<OutlineRun, 'start'>) => {
    if (run.count === 0) return;
    runs.push({ ...run, start: line });
    line += run.count;
  };

  const unfold = (folder: EntryPath, depth: number) => {
    const loaded = folders.get(folder);
    if (loaded === undefined || loaded.total === null) {
      add({ folder, depth, from: 0, count: 1, kind: loaded?.failure ? 'failed' : 'loading' });
      return;
    }
    if (loaded.total === 0) add({ folder, depth, from: 0, count: 1, kind: 'empty' });

    const openRows = [...loaded.rows].filter(([, row]) => row.hasChildren && isOpen(row));
    openRows.sort(([a], [b]) => a - b);
    let from = 0;
    for (const [at, row] of openRows) {
      add({ folder, depth, from, count: at + 1 - from, kind: 'rows' });
      from = at + 1;
      unfold(row.key, depth + 1);
    }
    add({ folder, depth, from, count: loaded.total - from, kind: 'rows' });
  };
  unfold(root, 1);
  return { runs, lineCount: line };
}

/** The last run that begins at a line or before it, by halves: it is asked for each line in sight. */
function runAt(runs: readonly OutlineRun[], line: number): OutlineRun | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.start ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return runs[low - 1];
}

/** The run that a line is in, and the line's index in the run's folder; null past the end. */
export function lineAt({ runs, lineCount }: Outline, line: number): { run: OutlineRun; index: number } | null {
  if (line < 0 || line >= lineCount) return null;
  const run = runAt(runs, line);
  return run === undefined ? null : { run, index: run.from + line - run.start };
}

/** The line of a folder's row by its index there; null where the folder is not unfolded. */
export function lineOf({ runs }: Outline, folder: EntryPath, index: number): number | null {
  const run = runs.find(
    ({ folder: of, kind, from, count }) => of === folder && kind === 'rows' && index >= from && index < from + count,
  );
  return run === undefined ? null : run.start + index - run.from;
}

/** The line of a path whose row has come; null where it has not, or where its folder is not unfolded. */
export function lineOfPath(
  outline: Outline,
  folders: ReadonlyMap<EntryPath, LoadedFolder>,
  path: EntryPath,
): number | null {
  const { directory } = splitPath(path);
  for (const [index, row] of folders.get(directory)?.rows ?? []) {
    if (row.key === path) return lineOf(outline, directory, index);
  }
  return null;
}

/** The line of the row that a folder hangs below; null for what stands in the root. */
export function parentLine(outline: Outline, line: number): number | null {
  const here = lineAt(outline, line);
  if (here === null) return null;
  for (let at = outline.runs.indexOf(here.run) - 1; at >= 0; at--) {
    const run = outline.runs[at];
    // The run before one that is deeper ends with the row of the folder.
    if (run !== undefined && run.depth < here.run.depth) return run.start + run.count - 1;
  }
  return null;
}
