import { fileSize, type LevelView } from './level-view';
import type { SubtreeSums } from './merged-tree';
import { rangeBelow, type TreeColumns, versionAt } from './tree-columns';

/** Rule 23's sums of what is below a node (of a file: its own bytes), at the view's level. */
export function subtreeSums(columns: TreeColumns, node: number, view: LevelView): SubtreeSums {
  const { first, end } = rangeBelow(columns, node);
  const total = (column: Float64Array | Uint32Array, from: number, to: number) =>
    (column[to] ?? 0) - (column[from] ?? 0);
  return {
    bytes: total(view.bytesBefore, node, node + 1) + total(view.bytesBefore, first, end),
    entries: total(view.visibleBefore, first, end),
  };
}

/** Live bytes of the node and all below it, by the layer that brought them; one pass over what is below. */
export function bytesByLayer(columns: TreeColumns, node: number, view: LevelView): readonly number[] {
  const sums = new Array<number>(columns.layerCount + 1).fill(0);
  const { first, end } = rangeBelow(columns, node);
  addBytes(columns, node, view, sums);
  for (let below = first; below < end; below++) addBytes(columns, below, view, sums);
  return sums;
}

function addBytes(columns: TreeColumns, node: number, view: LevelView, sums: number[]): void {
  if (view.bytesBefore[node + 1] === view.bytesBefore[node]) return;
  const version = versionAt(columns, node, view.level);
  const layer = columns.entries.layerOf(columns.versionSource[version] ?? 0);
  sums[layer] = (sums[layer] ?? 0) + fileSize(columns, version);
}
