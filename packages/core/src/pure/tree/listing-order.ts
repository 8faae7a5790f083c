import type { ChangeKind } from './change';
import { listedChange } from './listed-change';
import type { MergedTree, NodeId, NodeState } from './merged-tree';
import { sumsBeforeRemoval } from './removed-sums';
import type { ListingScope } from './shown-nodes';
import type { TreeColumns } from './tree-columns';

export type ListingSort = 'name' | 'size' | 'layer' | 'change' | 'mtime' | 'mode' | 'owner' | 'entries';

export interface ListingOrder {
  readonly sort: ListingSort;
  readonly descending: boolean;
  /** Directories before all else, whatever the direction. */
  readonly foldersFirst: boolean;
}

/** The children of a directory, given by name, in another order; equals stay by name, ghosts stand among the others. */
export function sortChildren(
  tree: MergedTree,
  columns: TreeColumns,
  children: Uint32Array,
  scope: ListingScope,
  { sort, descending, foldersFirst }: ListingOrder,
): Uint32Array {
  if (sort === 'name' && !descending && !foldersFirst) return children;
  const rows = Array.from(children, (node, position): SortRow => {
    const state = tree.stateAt(node as NodeId, scope.level);
    const type = state?.type ?? tree.ghostAt(node as NodeId, scope.level)?.type;
    return {
      node,
      position,
      isFolder: type === 'dir',
      key: sortKey(tree, columns, node as NodeId, state, scope, sort),
    };
  });
  const direction = descending ? -1 : 1;
  rows.sort((one, other) => {
    if (foldersFirst && one.isFolder !== other.isFolder) return one.isFolder ? -1 : 1;
    if (sort === 'name') return direction * (one.position - other.position);
    for (let part = 0; part < one.key.length; part++) {
      const difference = compareKeys(one.key[part] ?? 0, other.key[part] ?? 0);
      if (difference !== 0) return direction * difference;
    }
    return one.position - other.position;
  });
  return Uint32Array.from(rows, (row) => row.node);
}

interface SortRow {
  readonly node: number;
  readonly position: number;
  readonly isFolder: boolean;
  readonly key: SortKey;
}

type SortKey = readonly (number | bigint)[];

/** What is not known of a ghost sorts as the least. */
function sortKey(
  tree: MergedTree,
  columns: TreeColumns,
  node: NodeId,
  state: NodeState | null,
  { level, from }: ListingScope,
  sort: ListingSort,
): SortKey {
  switch (sort) {
    case 'name':
      return [];
    case 'size':
      return [shownSize(tree, node, state, level)];
    case 'layer':
      return [listedChange(columns, node, level, from).layer];
    case 'change':
      return [CHANGE_ORDER.indexOf(listedChange(columns, node, level, from).change)];
    case 'mtime':
      return state?.mtime ? [state.mtime.seconds, state.mtime.nanoseconds] : [LEAST_SECONDS, 0];
    case 'mode':
      return [state?.mode ?? -1];
    case 'owner':
      return [state?.uid ?? -1, state?.gid ?? -1];
    case 'entries':
      return [state?.type === 'dir' ? tree.subtree(node, level).entries : -1];
  }
}

/** As it stands in a row: of a directory what is below it, of a ghost what it had last. */
function shownSize(tree: MergedTree, node: NodeId, state: NodeState | null, level: number): number {
  if (state === null) {
    const ghost = tree.ghostAt(node, level);
    return ghost?.type === 'dir' ? sumsBeforeRemoval(tree, node, ghost.removedBy.layer).bytes : (ghost?.size ?? 0);
  }
  return state.type === 'dir' ? tree.subtree(node, level).bytes : state.size;
}

const LEAST_SECONDS = -(2n ** 63n) - 1n;

const CHANGE_ORDER: readonly (ChangeKind | 'inside' | null)[] = [
  null,
  'repeated',
  'identical',
  'inside',
  'metadata',
  'content',
  'replaced',
  'added',
  're-added',
  'removed',
];

function compareKeys(one: number | bigint, other: number | bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
