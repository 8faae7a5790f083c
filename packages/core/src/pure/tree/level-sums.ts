import type { CountedBytes } from './counted-bytes';
import type { SubtreeSums } from './merged-tree';
import { rangeBelow, type TreeColumns } from './tree-columns';

/** So many nodes are looked at one by one where a range begins or ends among them. */
const BLOCK = 64;
/** The least for sums by layer; more where there are many layers, so that they take no more than a byte or so a node. */
const LEAST_LAYER_BLOCK = 512;
const LAYER_BLOCK_A_LAYER = 16;

/**
 * Sums of one level, as running totals over blocks of nodes in order: what is below a directory is one range of nodes,
 * so its sum is a difference of two totals, and of what lies at the edges. Less than 2 bytes a node.
 */
export class LevelSums {
  readonly #columns: TreeColumns;
  readonly #counted: CountedBytes;
  /** Live bytes, and visible nodes, of all nodes before each block. */
  readonly #bytesBefore: Float64Array;
  readonly #visibleBefore: Uint32Array;
  /** Live bytes by layer of all nodes before each block of {@link #layerBlock} nodes. */
  readonly #layersBefore: Float64Array;
  readonly #layerBlock: number;
  readonly #layers: number;

  /** One pass over nodes and versions. */
  constructor(columns: TreeColumns, counted: CountedBytes) {
    const { nodeCount, layerCount } = columns;
    this.#columns = columns;
    this.#counted = counted;
    this.#layers = layerCount + 1;
    this.#layerBlock = Math.max(LEAST_LAYER_BLOCK, Math.ceil((LAYER_BLOCK_A_LAYER * layerCount) / BLOCK) * BLOCK);
    const blocks = Math.ceil(nodeCount / BLOCK);
    this.#bytesBefore = new Float64Array(blocks + 1);
    this.#visibleBefore = new Uint32Array(blocks + 1);
    this.#layersBefore = new Float64Array((Math.ceil(nodeCount / this.#layerBlock) + 1) * this.#layers);
    for (let block = 0; block < blocks; block++) this.#addBlock(block);
  }

  /** The node's own, if it is a file, and all below it. */
  subtree(node: number): SubtreeSums {
    const { first, end } = rangeBelow(this.#columns, node);
    return { bytes: this.bytesOf(node) + this.bytesBetween(first, end), entries: this.#visibleBetween(first, end) };
  }

  bytesOf(node: number): number {
    this.#counted.look(node);
    return this.#counted.bytes;
  }

  /** Of the nodes `[first, end)`. */
  bytesBetween(first: number, end: number): number {
    if (end - first < BLOCK) return this.#lookAtBytes(first, end);
    const { from, to } = wholeBlocks(first, end, BLOCK);
    if (from >= to) return this.#lookAtBytes(first, end);
    const whole = (this.#bytesBefore[to] ?? 0) - (this.#bytesBefore[from] ?? 0);
    return this.#lookAtBytes(first, from * BLOCK) + whole + this.#lookAtBytes(to * BLOCK, end);
  }

  /**
   * Live bytes of the node and all below it, by the layer that brought them. Costs a look at each node of two blocks at
   * most, and one at each layer.
   */
  bytesByLayer(node: number): readonly number[] {
    const byLayer = new Array<number>(this.#layers).fill(0);
    this.#addNodes(byLayer, node, node + 1);
    const { first, end } = rangeBelow(this.#columns, node);
    const { from, to } = wholeBlocks(first, end, this.#layerBlock);
    if (from >= to) {
      this.#addNodes(byLayer, first, end);
      return byLayer;
    }
    this.#addNodes(byLayer, first, from * this.#layerBlock);
    for (let layer = 1; layer < this.#layers; layer++) {
      const before = this.#layersBefore[from * this.#layers + layer] ?? 0;
      byLayer[layer] = (byLayer[layer] ?? 0) + (this.#layersBefore[to * this.#layers + layer] ?? 0) - before;
    }
    this.#addNodes(byLayer, to * this.#layerBlock, end);
    return byLayer;
  }

  #addBlock(block: number): void {
    const counted = this.#counted;
    const layersBefore = this.#layersBefore;
    const first = block * BLOCK;
    const end = Math.min(first + BLOCK, this.#columns.nodeCount);
    const row = (Math.floor(first / this.#layerBlock) + 1) * this.#layers;
    if (first % this.#layerBlock === 0) layersBefore.copyWithin(row, row - this.#layers, row);
    let bytes = 0;
    let visible = 0;
    for (let node = first; node < end; node++) {
      counted.look(node);
      if (counted.isVisible) visible++;
      if (counted.bytes === 0) continue;
      bytes += counted.bytes;
      layersBefore[row + counted.origin] = (layersBefore[row + counted.origin] ?? 0) + counted.bytes;
    }
    this.#bytesBefore[block + 1] = (this.#bytesBefore[block] ?? 0) + bytes;
    this.#visibleBefore[block + 1] = (this.#visibleBefore[block] ?? 0) + visible;
  }

  #addNodes(into: number[], first: number, end: number): void {
    const counted = this.#counted;
    for (let node = first; node < end; node++) {
      counted.look(node);
      into[counted.origin] = (into[counted.origin] ?? 0) + counted.bytes;
    }
  }

  #lookAtBytes(first: number, end: number): number {
    let bytes = 0;
    for (let node = first; node < end; node++) bytes += this.bytesOf(node);
    return bytes;
  }

  #visibleBetween(first: number, end: number): number {
    const { from, to } = wholeBlocks(first, end, BLOCK);
    if (from >= to) return this.#lookAtVisible(first, end);
    const whole = (this.#visibleBefore[to] ?? 0) - (this.#visibleBefore[from] ?? 0);
    return this.#lookAtVisible(first, from * BLOCK) + whole + this.#lookAtVisible(to * BLOCK, end);
  }

  #lookAtVisible(first: number, end: number): number {
    let visible = 0;
    for (let node = first; node < end; node++) {
      this.#counted.look(node);
      if (this.#counted.isVisible) visible++;
    }
    return visible;
  }
}

/** The blocks that lie wholly in a range. */
function wholeBlocks(first: number, end: number, block: number): { readonly from: number; readonly to: number } {
  return { from: Math.ceil(first / block), to: Math.floor(end / block) };
}
