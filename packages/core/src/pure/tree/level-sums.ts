import { EntryKind } from '../layer-index/layer-index';
import type { Source } from './entry-table';
import type { SubtreeSums } from './merged-tree';
import { rangeBelow, type TreeColumns, versionAt } from './tree-columns';
import { isLinkName, isPresent, typeOf } from './version-bits';

/**
 * Sums of one level, as running totals over the nodes in order: what is below a directory is one range of nodes, so
 * its sum is a difference of two totals. 14 bytes a node.
 */
export interface LevelSums {
  /** Live bytes of all nodes before each, an inode once, at its `hl` name (rule 23). */
  readonly bytesBefore: Float64Array;
  /** Visible nodes before each. */
  readonly visibleBefore: Uint32Array;
  /** The layer that brought the bytes counted at each node; 0 where none are. */
  readonly origin: Uint16Array | Uint32Array;
}

/** One pass over nodes and versions. */
export function sumLevel(columns: TreeColumns, level: number, linkNames: ReadonlyMap<Source, number>): LevelSums {
  const { nodeCount, versionSource, versionBits } = columns;
  const bytesBefore = new Float64Array(nodeCount + 1);
  const visibleBefore = new Uint32Array(nodeCount + 1);
  const origin = columns.layerCount <= 0xffff ? new Uint16Array(nodeCount) : new Uint32Array(nodeCount);
  let bytes = 0;
  let visible = 0;
  for (let node = 0; node < nodeCount; node++) {
    const version = versionAt(columns, node, level);
    const bits = version < 0 ? 0 : (versionBits[version] ?? 0);
    if (isPresent(bits)) {
      visible++;
      if (typeOf(bits) === EntryKind.file) {
        const name = linkNames.get(versionSource[version] ?? 0) ?? node;
        if (name === node) {
          const layer = originOf(columns, version);
          origin[node] = layer;
          bytes +=
            columns.entries.columns(layer).size[(versionSource[version] ?? 0) - columns.entries.start(layer)] ?? 0;
        }
      }
    }
    bytesBefore[node + 1] = bytes;
    visibleBefore[node + 1] = visible;
  }
  return { bytesBefore, visibleBefore, origin };
}

/** The layer of the inode that a version shows: of a hard link it may be an earlier one than the version's own. */
function originOf(columns: TreeColumns, version: number): number {
  if (isLinkName(columns.versionBits[version] ?? 0))
    return columns.entries.layerOf(columns.versionSource[version] ?? 0);
  return columns.versionLayer[version] ?? 0;
}

/** Rule 23's sums of what is below a node (of a file: its own bytes). */
export function subtreeSums(
  columns: TreeColumns,
  node: number,
  { bytesBefore, visibleBefore }: LevelSums,
): SubtreeSums {
  const { first, end } = rangeBelow(columns, node);
  const between = (totals: Float64Array | Uint32Array, from: number, to: number) =>
    (totals[to] ?? 0) - (totals[from] ?? 0);
  return {
    bytes: between(bytesBefore, node, node + 1) + between(bytesBefore, first, end),
    entries: between(visibleBefore, first, end),
  };
}

/** Live bytes of the node and all below it, by the layer that brought them; one look at each node below. */
export function bytesByLayer(columns: TreeColumns, node: number, sums: LevelSums): readonly number[] {
  const { bytesBefore, origin } = sums;
  const byLayer = new Array<number>(columns.layerCount + 1).fill(0);
  const add = (at: number) => {
    const layer = origin[at] ?? 0;
    if (layer !== 0) byLayer[layer] = (byLayer[layer] ?? 0) + (bytesBefore[at + 1] ?? 0) - (bytesBefore[at] ?? 0);
  };
  const { first, end } = rangeBelow(columns, node);
  add(node);
  for (let below = first; below < end; below++) add(below);
  return byLayer;
}
