import { columnsOf } from './columnar-tree';
import { LevelView } from './level-view';
import type { MergedTree, NodeId, SubtreeSums } from './merged-tree';
import { QueryCache } from './query-cache';
import type { TreeColumns } from './tree-columns';
import { isPresent } from './version-bits';

const NOTHING: SubtreeSums = { bytes: 0, entries: 0 };

/** Sums that are kept of one image: some 50 MB. Those of a layer that was not asked for lately are worked out again. */
const MOST_SUMS = 500_000;

/** By removal, of what an image's layers removed; only what is not nothing. A layer's are worked out when first asked. */
const removals = new QueryCache<ReadonlyMap<number, SubtreeSums>>(MOST_SUMS, (sums) => sums.size + 1);

/** What stood below a path, itself included if it is a file, right before a layer removed it. */
export function sumsBeforeRemoval(tree: MergedTree, node: NodeId, layer: number): SubtreeSums {
  return removals.get(tree, String(layer), () => sumsOfRemovals(columnsOf(tree), layer)).get(node) ?? NOTHING;
}

/** One pass over the level below the layer; kept is a pair for each folder and file that it removed. */
function sumsOfRemovals(columns: TreeColumns, layer: number): ReadonlyMap<number, SubtreeSums> {
  const below = layer - 1;
  const { sums } = new LevelView(columns, below);
  const removed = new Map<number, SubtreeSums>();
  for (let node = 0; node < columns.nodeCount; node++) {
    if (!isRemovedBy(columns, node, layer)) continue;
    const before = sums.subtree(node);
    if (before.bytes > 0 || before.entries > 0) removed.set(node, before);
  }
  return removed;
}

function isRemovedBy(columns: TreeColumns, node: number, layer: number): boolean {
  const end = columns.versionStart[node + 1] ?? 0;
  for (let version = columns.versionStart[node] ?? 0; version < end; version++) {
    if (columns.versionLayer[version] === layer) return !isPresent(columns.versionBits[version] ?? 0);
  }
  return false;
}
