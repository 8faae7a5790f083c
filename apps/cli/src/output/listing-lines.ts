import { type Ghost, type MergedTree, type NodeId, type NodeState, visibleText } from '@stratascope/core';
import { alignRow, type Column, displayWidth } from './columns';
import { modeText, nodeSuffix, timeText } from './node-text';
import type { Paint } from './paint';
import { sizeParts } from './size-text';

/** Columns are as wide as these first rows need; waiting for a million rows would be worse than a rare shift. */
const ROWS_TO_SETTLE_WIDTHS = 1000;

const COLUMNS: readonly Column[] = [
  { title: 'mode', align: 'left' },
  { title: 'owner', align: 'left' },
  { title: 'size', align: 'right' },
  { title: '', align: 'left', gap: 1 },
  { title: 'modified (UTC)', align: 'left' },
  { title: 'layer', align: 'right' },
  { title: 'path', align: 'left' },
];

interface ListingRow {
  readonly cells: readonly string[];
  readonly isGhost: boolean;
}

/** The merged file system at a level for eyes: a heading, then a line a path. */
export function* listingLines(
  tree: MergedTree,
  level: number,
  options: { readonly ghosts: boolean; readonly paint: Paint },
): Generator<string> {
  yield* nodeLines(tree, tree.walk(level, { ghosts: options.ghosts }), level, options.paint);
}

/** The same of some paths, seen or removed at the level. */
export function* nodeLines(tree: MergedTree, nodes: Iterable<NodeId>, level: number, paint: Paint): Generator<string> {
  const waiting: ListingRow[] = [];
  let widths: readonly number[] | null = null;
  for (const row of listingRows(tree, nodes, level)) {
    if (widths !== null) {
      yield rowLine(row, widths, paint);
      continue;
    }
    waiting.push(row);
    if (waiting.length < ROWS_TO_SETTLE_WIDTHS) continue;
    widths = settleWidths(waiting);
    yield* settledLines(waiting, widths, paint);
  }
  if (widths === null) yield* settledLines(waiting, settleWidths(waiting), paint);
}

function* settledLines(rows: readonly ListingRow[], widths: readonly number[], paint: Paint): Generator<string> {
  yield paint(
    'quiet',
    alignRow(
      COLUMNS,
      widths,
      COLUMNS.map(({ title }) => title),
    ),
  );
  for (const row of rows) yield rowLine(row, widths, paint);
}

function rowLine({ cells, isGhost }: ListingRow, widths: readonly number[], paint: Paint): string {
  const line = alignRow(COLUMNS, widths, cells);
  return isGhost ? paint('quiet', line) : line;
}

function settleWidths(rows: readonly ListingRow[]): readonly number[] {
  return COLUMNS.map(({ title }, at) =>
    rows.reduce((width, { cells }) => Math.max(width, displayWidth(cells[at] ?? '')), displayWidth(title)),
  );
}

function* listingRows(tree: MergedTree, nodes: Iterable<NodeId>, level: number): Generator<ListingRow> {
  for (const node of nodes) {
    const state = tree.stateAt(node, level);
    if (state !== null) {
      yield { cells: stateCells(tree, node, state), isGhost: false };
    } else {
      const ghost = tree.ghostAt(node, level);
      if (ghost !== null) yield { cells: ghostCells(tree, ghost), isGhost: true };
    }
  }
}

function stateCells(tree: MergedTree, node: NodeId, state: NodeState): readonly string[] {
  const size = state.type === 'file' ? sizeParts(state.size) : { number: '–', unit: '' };
  const path = visibleText(tree.path(node)).text;
  return [
    modeText(state.type, state.mode),
    `${state.uid}:${state.gid}`,
    size.number,
    size.unit,
    timeText(state.mtime),
    String(state.layer),
    `${path}${path === '/' ? '' : nodeSuffix(state)}${hardLinkNote(tree, state)}`,
  ];
}

function hardLinkNote(tree: MergedTree, state: NodeState): string {
  if (state.hardLinkOf === null || state.hardLinkOf === state.node) return '';
  return ` = ${visibleText(tree.path(state.hardLinkOf)).text}`;
}

function ghostCells(tree: MergedTree, ghost: Ghost): readonly string[] {
  const size = ghost.type === 'file' ? sizeParts(ghost.size) : { number: '–', unit: '' };
  const path = visibleText(tree.path(ghost.node)).text;
  const removal = `removed in ${ghost.removedBy.layer} (${ghost.removedBy.how})`;
  return [
    'removed',
    '',
    size.number,
    size.unit,
    '',
    String(ghost.layer),
    `${path}${ghost.type === 'dir' ? '/' : ''}  ${removal}`,
  ];
}
