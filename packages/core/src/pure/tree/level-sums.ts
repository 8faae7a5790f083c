import { EntryKind } from '../layer-index/layer-index';
import type { Source } from './entry-table';
import type { SubtreeSums } from './merged-tree';
import { rangeBelow, type TreeColumns } from './tree-columns';
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
  /** Live bytes by layer of all nodes before each block of {@link blockNodes} nodes: so many columns as layers, and one. */
  readonly layersBefore: Float64Array;
  /** How many nodes a block has. */
  readonly blockNodes: number;
}

/** The least; more where there are many layers, so that blocks take no more than a byte or so a node. */
const LEAST_BLOCK_NODES = 512;
const BLOCK_NODES_A_LAYER = 16;

/** One pass over nodes and versions. */
export function sumLevel(columns: TreeColumns, level: number, linkNames: ReadonlyMap<Source, number>): LevelSums {
  const { nodeCount, layerCount, versionStart, versionLayer, versionSource, versionBits } = columns;
  const bytesBefore = new Float64Array(nodeCount + 1);
  const visibleBefore = new Uint32Array(nodeCount + 1);
  const origin = layerCount <= 0xffff ? new Uint16Array(nodeCount) : new Uint32Array(nodeCount);
  const hasLinkNames = linkNames.size > 0;
  const sizes = sizesByLayer(columns);
  let bytes = 0;
  let visible = 0;
  for (let node = 0; node < nodeCount; node++) {
    // As `versionAt`, which costs as much as all the rest; nearly always it is the newest.
    const first = versionStart[node] ?? 0;
    let version = (versionStart[node + 1] ?? 0) - 1;
    while (version >= first && (versionLayer[version] ?? 0) > level) version--;
    const bits = version < first ? 0 : (versionBits[version] ?? 0);
    if (isPresent(bits)) {
      visible++;
      if (typeOf(bits) === EntryKind.file) {
        const source = versionSource[version] ?? 0;
        const isCounted = !hasLinkNames || (linkNames.get(source) ?? node) === node;
        if (isCounted) {
          // The layer of the inode: of a hard link it may be an earlier one than the version's own.
          const layer = isLinkName(bits) ? columns.entries.layerOf(source) : (versionLayer[version] ?? 0);
          const ofLayer = sizes[layer];
          origin[node] = layer;
          if (ofLayer !== undefined) bytes += ofLayer.size[source - ofLayer.start] ?? 0;
        }
      }
    }
    bytesBefore[node + 1] = bytes;
    visibleBefore[node + 1] = visible;
  }
  const blockNodes = Math.max(LEAST_BLOCK_NODES, BLOCK_NODES_A_LAYER * layerCount);
  const layersBefore = sumBlocks(bytesBefore, origin, layerCount + 1, blockNodes);
  return { bytesBefore, visibleBefore, origin, layersBefore, blockNodes };
}

interface LayerSizes {
  readonly size: Uint32Array | Float64Array;
  readonly start: Source;
}

function sizesByLayer({ entries, layerCount }: TreeColumns): readonly (LayerSizes | undefined)[] {
  const sizes: (LayerSizes | undefined)[] = [undefined];
  for (let layer = 1; layer <= layerCount; layer++) {
    const hasEntries = entries.layers[layer - 1] !== null;
    sizes.push(hasEntries ? { size: entries.columns(layer).size, start: entries.start(layer) } : undefined);
  }
  return sizes;
}

function sumBlocks(
  bytesBefore: Float64Array,
  origin: Uint16Array | Uint32Array,
  width: number,
  blockNodes: number,
): Float64Array {
  const blocks = Math.ceil(origin.length / blockNodes);
  const layersBefore = new Float64Array((blocks + 1) * width);
  for (let block = 0; block < blocks; block++) {
    const row = block * width;
    layersBefore.copyWithin(row + width, row, row + width);
    addBytes(layersBefore, row + width, bytesBefore, origin, block * blockNodes, (block + 1) * blockNodes);
  }
  return layersBefore;
}

/** Adds the bytes of the nodes `[first, end)` to the cells of their layers, which begin at `row`. */
function addBytes(
  into: Float64Array | number[],
  row: number,
  bytesBefore: Float64Array,
  origin: Uint16Array | Uint32Array,
  first: number,
  end: number,
): void {
  for (let node = first, last = Math.min(end, origin.length); node < last; node++) {
    const layer = origin[node] ?? 0;
    if (layer === 0) continue;
    const bytes = (bytesBefore[node + 1] ?? 0) - (bytesBefore[node] ?? 0);
    into[row + layer] = (into[row + layer] ?? 0) + bytes;
  }
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

/**
 * Live bytes of the node and all below it, by the layer that brought them. Costs a look at each node of two blocks at
 * most, and one at each layer.
 */
export function bytesByLayer(columns: TreeColumns, node: number, sums: LevelSums): readonly number[] {
  const { bytesBefore, origin, layersBefore, blockNodes } = sums;
  const byLayer = new Array<number>(columns.layerCount + 1).fill(0);
  const add = (from: number, to: number) => addBytes(byLayer, 0, bytesBefore, origin, from, to);
  const { first, end } = rangeBelow(columns, node);
  add(node, node + 1);
  const firstBlock = Math.ceil(first / blockNodes);
  const endBlock = Math.floor(end / blockNodes);
  if (firstBlock >= endBlock) {
    add(first, end);
  } else {
    add(first, firstBlock * blockNodes);
    for (let layer = 1; layer < byLayer.length; layer++) {
      const before = layersBefore[firstBlock * byLayer.length + layer] ?? 0;
      byLayer[layer] = (byLayer[layer] ?? 0) + (layersBefore[endBlock * byLayer.length + layer] ?? 0) - before;
    }
    add(endBlock * blockNodes, end);
  }
  return byLayer;
}
