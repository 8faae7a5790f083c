import { columnsOf, viewOf } from '../../tree/columnar-tree';
import type { LevelView } from '../../tree/level-view';
import type { MergedTree } from '../../tree/merged-tree';
import { QueryCache } from '../../tree/query-cache';
import { rangeBelow, type TreeColumns } from '../../tree/tree-columns';
import { type DeadUnits, deadUnits } from './dead-units';

/** Which bytes, and as what they are counted. */
export interface BytesScope {
  readonly level: number;
  /** Only bytes of the layers from the next one up to `level`. */
  readonly from: number;
  /**
   * Stored bytes by layer (index 0 unused), for a picture of those; null for unpacked bytes. The stored bytes of a layer
   * are divided among its files by their unpacked size: an estimate, whose sums are exact. Null: not known.
   */
  readonly stored: readonly (number | null)[] | null;
}

/**
 * Every byte of a scope at its place, as running totals over the nodes in order and over the dead units: what is below a
 * directory is a difference of two totals.
 */
export interface UnitSums {
  readonly columns: TreeColumns;
  readonly units: DeadUnits;
  /** Live of all nodes before each. */
  readonly liveBefore: Float64Array;
  /** Dead of all units before each. */
  readonly deadBefore: Float64Array;
  /** The layer that brought the live bytes of a node. */
  readonly origin: LevelBytes['origin'];
}

/** Worked out once for pages of a picture that follow one another: one pass over nodes and dead units. */
export function unitSums(tree: MergedTree, scope: BytesScope): UnitSums {
  return sums.get(tree, scopeKey(scope), () => {
    const columns = columnsOf(tree);
    const units = allUnits.get(tree, '', () => deadUnits(columns));
    const level = levelBytes(columns, viewOf(tree, scope.level));
    const counted = scope.stored === null ? countUnpacked(units, level, scope) : countStored(tree, units, level, scope);
    return { columns, units, origin: level.origin, ...counted };
  });
}

/** Live and dead bytes of what is below a node. */
export function bytesBelow(sums: UnitSums, node: number): { readonly live: number; readonly dead: number } {
  const { first, end } = rangeBelow(sums.columns, node);
  return bytesBetween(sums, first, end);
}

/** Live and dead bytes of the nodes `[first, end)`. */
export function bytesBetween(
  { liveBefore, deadBefore, units }: UnitSums,
  first: number,
  end: number,
): { readonly live: number; readonly dead: number } {
  return {
    live: (liveBefore[end] ?? 0) - (liveBefore[first] ?? 0),
    dead: (deadBefore[units.start[end] ?? 0] ?? 0) - (deadBefore[units.start[first] ?? 0] ?? 0),
  };
}

const allUnits = new QueryCache<DeadUnits>(1);
const sums = new QueryCache<UnitSums>(2);

function scopeKey({ level, from, stored }: BytesScope): string {
  return `${level} ${from} ${stored === null ? '' : stored.join(' ')}`;
}

/** What counts at each node of a level. 10 bytes a node. */
interface LevelBytes {
  /** Of all nodes before each; one more element than nodes. */
  readonly bytesBefore: Float64Array;
  /** The layer that brought it; 0 where nothing counts. */
  readonly origin: Uint16Array | Uint32Array;
}

function levelBytes({ nodeCount, layerCount }: TreeColumns, view: LevelView): LevelBytes {
  const counted = view.counted();
  const bytesBefore = new Float64Array(nodeCount + 1);
  const origin = layerCount <= 0xffff ? new Uint16Array(nodeCount) : new Uint32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    counted.look(node);
    bytesBefore[node + 1] = (bytesBefore[node] ?? 0) + counted.bytes;
    origin[node] = counted.origin;
  }
  return { bytesBefore, origin };
}

type Totals = Pick<UnitSums, 'liveBefore' | 'deadBefore'>;

function countUnpacked(units: DeadUnits, level: LevelBytes, scope: BytesScope): Totals {
  const { bytesBefore, origin } = level;
  const deadBefore = new Float64Array(units.bytes.length + 1);
  for (let unit = 0, sum = 0; unit < units.bytes.length; unit++) {
    if (isDeadIn(units, unit, scope)) sum += units.bytes[unit] ?? 0;
    deadBefore[unit + 1] = sum;
  }
  if (scope.from === 0) return { liveBefore: bytesBefore, deadBefore };
  const liveBefore = new Float64Array(bytesBefore.length);
  for (let node = 0, sum = 0; node < origin.length; node++) {
    if ((origin[node] ?? 0) > scope.from) sum += (bytesBefore[node + 1] ?? 0) - (bytesBefore[node] ?? 0);
    liveBefore[node + 1] = sum;
  }
  return { liveBefore, deadBefore };
}

/**
 * Each layer hands out what is stored of it along the order of nodes: after so many of its unpacked bytes so many of the
 * stored ones, rounded. So each file is within a byte of its share, and so is each folder, and all of a layer is all.
 */
function countStored(tree: MergedTree, units: DeadUnits, level: LevelBytes, scope: BytesScope): Totals {
  const { bytesBefore, origin } = level;
  const shares = new StoredShares(tree, scope);
  const liveBefore = new Float64Array(bytesBefore.length);
  const deadBefore = new Float64Array(units.bytes.length + 1);
  let live = 0;
  let dead = 0;
  for (let node = 0; node < origin.length; node++) {
    const layer = origin[node] ?? 0;
    if (layer > scope.from) live += shares.next(layer, (bytesBefore[node + 1] ?? 0) - (bytesBefore[node] ?? 0));
    liveBefore[node + 1] = live;
    for (let unit = units.start[node] ?? 0; unit < (units.start[node + 1] ?? 0); unit++) {
      if (isDeadIn(units, unit, scope)) dead += shares.next(units.born[unit] ?? 0, units.bytes[unit] ?? 0);
      deadBefore[unit + 1] = dead;
    }
  }
  return { liveBefore, deadBefore };
}

/** How much of the stored bytes of each layer was handed out. */
class StoredShares {
  readonly #content: readonly number[];
  readonly #stored: readonly (number | null)[];
  readonly #seen: Float64Array;
  readonly #given: Float64Array;

  constructor(tree: MergedTree, { level, stored }: BytesScope) {
    this.#content = [0, ...tree.ledger(level).layers.map(({ content }) => content)];
    this.#stored = stored ?? [];
    this.#seen = new Float64Array(level + 1);
    this.#given = new Float64Array(level + 1);
  }

  next(layer: number, bytes: number): number {
    const seen = (this.#seen[layer] ?? 0) + bytes;
    this.#seen[layer] = seen;
    const due = Math.round(((this.#stored[layer] ?? 0) * seen) / Math.max(1, this.#content[layer] ?? 0));
    const share = due - (this.#given[layer] ?? 0);
    this.#given[layer] = due;
    return share;
  }
}

function isDeadIn(units: DeadUnits, unit: number, { level, from }: BytesScope): boolean {
  return (units.by[unit] ?? 0) <= level && (units.born[unit] ?? 0) > from;
}
