import type { ChangedAttribute, ChangeKind, RemovalCause } from './change';
import { attributesChangedSince } from './changed-attributes';
import { changedInside, newestChange } from './changed-in';
import { netChange } from './net-change';
import type { TreeColumns } from './tree-columns';
import { CHANGE_KINDS, changeOf, isPresent, REMOVAL_CAUSES, removalOf } from './version-bits';

/** Which layer changed a listed path last, and what it did. */
export interface ListedChange {
  /** The newest layer, up to the level, that changed the path or anything inside it; 0: none. */
  readonly layer: number;
  /** What that layer did, or the whole range where there is one; `inside`: only things in the directory. */
  readonly change: ChangeKind | 'inside' | null;
  readonly changed: readonly ChangedAttribute[];
  /** Of `removed`. */
  readonly how: RemovalCause | null;
}

/** `from`: the level that the range starts above; null: no range, the newest change up to the level counts. */
export function listedChange(columns: TreeColumns, node: number, level: number, from: number | null): ListedChange {
  return from === null ? newestListedChange(columns, node, level) : rangeListedChange(columns, node, from, level);
}

function newestListedChange(columns: TreeColumns, node: number, level: number): ListedChange {
  const own = newestChange(columns, node, level);
  const ownLayer = own < 0 ? 0 : (columns.versionLayer[own] ?? 0);
  const inside = changedInside(columns, node, level);
  if (own < 0 || inside > ownLayer) return insideChange(inside);
  const before = own > (columns.versionStart[node] ?? 0) ? own - 1 : -1;
  const change = describe(columns, ownLayer, changeOf(columns.versionBits[own] ?? 0), before, own);
  return inside === ownLayer && isTimeOnly(change) ? insideChange(inside) : change;
}

function rangeListedChange(columns: TreeColumns, node: number, from: number, level: number): ListedChange {
  const inside = changedInside(columns, node, level);
  const net = netChange(columns, node, from, level);
  if (net === null) return insideChange(inside > from ? inside : 0);
  const own = newestChange(columns, node, level);
  const layer = Math.max(inside, own < 0 ? 0 : (columns.versionLayer[own] ?? 0));
  const change = describe(columns, layer, net.change, net.before, net.after);
  return inside > from && isTimeOnly(change) ? insideChange(layer) : change;
}

/**
 * A directory's time moves whenever a name in it comes or goes: beside a change inside it says nothing of its own, and
 * a tree where every folder reads "time" hides the folders that were really touched.
 */
function isTimeOnly({ change, changed }: ListedChange): boolean {
  return change === 'metadata' && changed.every((attribute) => attribute === 'mtime');
}

function describe(columns: TreeColumns, layer: number, change: number, before: number, after: number): ListedChange {
  const bits = columns.versionBits[after] ?? 0;
  return {
    layer,
    change: CHANGE_KINDS[change] ?? null,
    changed: attributesChangedSince(columns, before, after),
    how: isPresent(bits) ? null : (REMOVAL_CAUSES[removalOf(bits)] ?? 'replaced'),
  };
}

function insideChange(layer: number): ListedChange {
  return { layer, change: layer === 0 ? null : 'inside', changed: [], how: null };
}
