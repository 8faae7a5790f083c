/** A range of nodes: first, and one after the last. */
export interface NodeRange {
  readonly first: number;
  readonly end: number;
}

const NO_RANGE: NodeRange = { first: 0, end: 0 };
const NOTHING = new Uint32Array();

/** Nodes that stand in a row of bits. */
const WORD = 32;

/**
 * Gives each folder, which is a node that ever had something in it, a row of its own: nodes are mostly files, and a
 * column of what only folders have would mostly be empty. A bit a node, and a count for each 32.
 */
export class FolderRows {
  count = 0;
  readonly #bits: Uint32Array;
  /** Folders before each word of bits. */
  readonly #before: Uint32Array;

  constructor(nodeCount: number) {
    const words = Math.ceil(nodeCount / WORD);
    this.#bits = new Uint32Array(words);
    this.#before = new Uint32Array(words);
  }

  add(node: number): void {
    this.#bits[node >>> 5] = (this.#bits[node >>> 5] ?? 0) | (1 << (node & 31));
  }

  /** Once all are added. */
  finish(): void {
    for (let word = 0; word < this.#bits.length; word++) {
      this.#before[word] = this.count;
      this.count += bitCount(this.#bits[word] ?? 0);
    }
  }

  has(node: number): boolean {
    return ((this.#bits[node >>> 5] ?? 0) & (1 << (node & 31))) !== 0;
  }

  /** Of a folder. */
  row(node: number): number {
    const below = (this.#bits[node >>> 5] ?? 0) & ((1 << (node & 31)) - 1);
    return (this.#before[node >>> 5] ?? 0) + bitCount(below);
  }
}

/** What folders have, by row. */
export interface FolderColumns {
  readonly rows: FolderRows;
  /** Children of a row are `children[childStart[row]..childStart[row + 1])`, by name. */
  readonly childStart: Uint32Array;
  readonly children: Uint32Array;
  /** How many nodes are below; the first of them is the first child. */
  readonly belowCount: Uint32Array;
  /** Layers that changed something inside, ascending: `insideLayer[insideStart[row]..insideStart[row + 1])`. */
  readonly insideStart: Uint32Array;
  readonly insideLayer: Uint16Array | Uint32Array;
}

/** What is in the nodes of a tree. Only folders have anything. */
export class Folders {
  readonly #columns: FolderColumns;

  constructor(columns: FolderColumns) {
    this.#columns = columns;
  }

  /** Whether anything ever was in the node. */
  has(node: number): boolean {
    return this.#columns.rows.has(node);
  }

  /** All that ever stood in the node, by name; a view. */
  children(node: number): Uint32Array {
    const { rows, childStart, children } = this.#columns;
    if (!rows.has(node)) return NOTHING;
    const row = rows.row(node);
    return children.subarray(childStart[row], childStart[row + 1]);
  }

  /** All that ever stood below the node. */
  rangeBelow(node: number): NodeRange {
    const { rows, childStart, children, belowCount } = this.#columns;
    if (!rows.has(node)) return NO_RANGE;
    const row = rows.row(node);
    const first = children[childStart[row] ?? 0] ?? 0;
    return { first, end: first + (belowCount[row] ?? 0) };
  }

  /** Layers that changed something inside the node, ascending; a view. */
  layersInside(node: number): Uint16Array | Uint32Array {
    const { rows, insideStart, insideLayer } = this.#columns;
    if (!rows.has(node)) return NOTHING;
    const row = rows.row(node);
    return insideLayer.subarray(insideStart[row], insideStart[row + 1]);
  }
}

/** Bits that are set in 32: added up in pairs, fours, bytes. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
