import { growingUint32 } from '../layer-index/growing-columns';
import { textToByteString } from '../model/byte-string';
import { foldCase, joinNames, nodesNamed } from './name-text';
import { isNetChanged } from './net-change';
import { inRanges, STEP, type Steps } from './steps';
import { rangeBelow, type TreeColumns, versionAt } from './tree-columns';
import { isPresent } from './version-bits';

/** Which paths a listing is about. */
export interface ListingScope {
  readonly level: number;
  /** Only what changed from this level to `level`; null: all. */
  readonly from: number | null;
  /** With what was removed. */
  readonly ghosts: boolean;
  /** Only names that hold this text, whatever the case of ASCII letters; empty: all. */
  readonly filter: string;
}

/** The paths that a scope is about; a directory that only leads to some is not among them, but is listed. */
export interface ShownNodes {
  isShown(node: number): boolean;
  hasShownBelow(node: number): boolean;
  /** How many there are in all; null where that was not counted, because nothing narrows the scope. */
  readonly count: number | null;
}

/** One pass over the nodes where a range or a filter narrows the scope; else nothing. */
export function* shownNodes(columns: TreeColumns, scope: ListingScope): Steps<ShownNodes> {
  if (scope.from === null && scope.filter === '') return everything(columns, scope);
  const nodes = yield* narrowed(columns, scope);
  const has = (first: number, end: number) => {
    const at = lowerBound(nodes, first);
    return at < nodes.length && (nodes[at] ?? 0) < end;
  };
  return {
    isShown: (node) => has(node, node + 1),
    hasShownBelow(node) {
      const { first, end } = rangeBelow(columns, node);
      return has(first, end);
    },
    count: nodes.length,
  };
}

function everything(columns: TreeColumns, scope: ListingScope): ShownNodes {
  const isShown = (node: number) => isWithin(columns, node, scope);
  return {
    isShown,
    hasShownBelow(node) {
      for (const child of columns.folders.children(node)) if (isShown(child)) return true;
      return false;
    },
    count: null,
  };
}

function* narrowed(columns: TreeColumns, scope: ListingScope): Steps<Uint32Array> {
  const { from, level } = scope;
  const shown = growingUint32();
  const look = (node: number) => {
    if (from !== null && !isNetChanged(columns, node, from, level)) return;
    if (isWithin(columns, node, scope)) shown.push(node);
  };
  if (scope.filter === '') {
    yield* inRanges(columns.nodeCount, (first, end) => {
      for (let node = first; node < end; node++) look(node);
    });
    return shown.view();
  }
  yield* joinNames(columns);
  let found = 0;
  for (const node of nodesNamed(columns, foldCase(textToByteString(scope.filter)))) {
    look(node);
    if (++found % STEP === 0) yield;
  }
  return shown.view();
}

function isWithin(columns: TreeColumns, node: number, { level, ghosts }: ListingScope): boolean {
  const version = versionAt(columns, node, level);
  return version >= 0 && (ghosts || isPresent(columns.versionBits[version] ?? 0));
}

function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
