import { columnsOf } from './columnar-tree';
import { type ListedChange, listedChange } from './listed-change';
import { type ListingSort, sortChildren } from './listing-order';
import type { Ghost, MergedTree, NodeId, NodeState, SubtreeSums } from './merged-tree';
import { QueryCache } from './query-cache';
import { sumsBeforeRemoval } from './removed-sums';
import { type ListingScope, type ShownNodes, shownNodes } from './shown-nodes';
import { finish, type Steps } from './steps';
import type { TreeColumns } from './tree-columns';

/** What to list of a directory, and how. */
export interface ListingRequest {
  readonly directory: NodeId;
  readonly level: number;
  /** Only what changed from this level to `level`, and what leads to it; changes are then those of the range. */
  readonly from?: number | null;
  /** With removed paths. */
  readonly ghosts?: boolean;
  readonly sort?: ListingSort;
  readonly descending?: boolean;
  readonly foldersFirst?: boolean;
  /** Only names that hold this text (whatever the case of ASCII letters), and directories that lead to them. */
  readonly filter?: string;
  /** An item whose place is asked for, whatever page it is on. */
  readonly find?: NodeId | null;
  readonly offset?: number;
  readonly limit: number;
}

export interface ListingItem {
  readonly node: NodeId;
  /** One of the two: what is seen at the level, or what was removed. */
  readonly state: NodeState | null;
  readonly ghost: Ghost | null;
  readonly changedIn: ListedChange;
  /** Of a file its own bytes, unless they count at another name of its inode; of a ghost what was there last. */
  readonly sums: SubtreeSums;
  /** Live bytes by the layer that brought them; index 0 unused. */
  readonly bytesByLayer: readonly number[];
  /** Whether listing it, with the same question, gives anything. */
  readonly hasChildren: boolean;
  /** False: it is listed only because it leads to something. */
  readonly isMatch: boolean;
}

export interface Listing {
  readonly items: readonly ListingItem[];
  /** Items of the directory in all. */
  readonly total: number;
  /** Index among all items of what was to be found; null where it is not listed. */
  readonly foundAt: number | null;
  /** Paths in the whole image that a range or filter leaves; null where there is neither. */
  readonly matches: number | null;
}

/** Works out in steps what the listing needs of the whole image, so that {@link listDirectory} has it. */
export function* prepareListing(tree: MergedTree, request: ListingRequest): Steps {
  const scope = scopeOf(request);
  const key = scopeKey(scope);
  if (scopes.has(tree, key)) return;
  const shown = yield* shownNodes(columnsOf(tree), scope);
  scopes.get(tree, key, () => shown);
}

/**
 * One page of a directory's items. The order is worked out once for pages that follow one another; a page then costs
 * its items. Where a range or filter is new, one pass over the image.
 */
export function listDirectory(tree: MergedTree, request: ListingRequest): Listing {
  const columns = columnsOf(tree);
  const scope = scopeOf(request);
  const shown = scopes.get(tree, scopeKey(scope), () => finish(shownNodes(columns, scope)));
  const order = orderOf(tree, columns, request, scope, shown);
  const offset = request.offset ?? 0;
  const page = order.subarray(offset, offset + request.limit);
  return {
    items: Array.from(page, (node) => describeItem(tree, columns, node as NodeId, scope, shown)),
    total: order.length,
    foundAt: indexOf(order, request.find ?? null),
    matches: shown.count,
  };
}

function indexOf(order: Uint32Array, node: NodeId | null): number | null {
  const index = node === null ? -1 : order.indexOf(node);
  return index < 0 ? null : index;
}

const scopes = new QueryCache<ShownNodes>(4);
const orders = new QueryCache<Uint32Array>(8);

function scopeOf({ level, from, ghosts, filter }: ListingRequest): ListingScope {
  return { level, from: from ?? null, ghosts: ghosts ?? false, filter: filter ?? '' };
}

function scopeKey({ level, from, ghosts, filter }: ListingScope): string {
  return `${level} ${from ?? ''} ${ghosts} ${filter}`;
}

function orderOf(
  tree: MergedTree,
  columns: TreeColumns,
  request: ListingRequest,
  scope: ListingScope,
  shown: ShownNodes,
): Uint32Array {
  const { directory, sort = 'name', descending = false, foldersFirst = false } = request;
  const key = `${directory} ${sort} ${descending} ${foldersFirst} ${scopeKey(scope)}`;
  return orders.get(tree, key, () => {
    const listed = columns.folders
      .children(directory)
      .filter((node) => shown.isShown(node) || shown.hasShownBelow(node));
    return sortChildren(tree, columns, listed, scope, { sort, descending, foldersFirst });
  });
}

function describeItem(
  tree: MergedTree,
  columns: TreeColumns,
  node: NodeId,
  { level, from }: ListingScope,
  shown: ShownNodes,
): ListingItem {
  const state = tree.stateAt(node, level);
  const ghost = state === null ? tree.ghostAt(node, level) : null;
  return {
    node,
    state,
    ghost,
    changedIn: listedChange(columns, node, level, from),
    sums: ghost === null ? tree.subtree(node, level) : sumsBeforeRemoval(tree, node, ghost.removedBy.layer),
    bytesByLayer: tree.bytesByLayer(node, level),
    hasChildren: shown.hasShownBelow(node),
    isMatch: shown.isShown(node),
  };
}
