import type { NodeTable } from './node-table';

const FIRST_PAIRS = 1024;
const ROOT_NODE = 0;

/** Which layers changed something inside which directories: each pair once, sparse, in the order of layers. */
export class InsideLog {
  count = 0;
  directory = new Uint32Array(FIRST_PAIRS);
  layer = new Uint32Array(FIRST_PAIRS);
  readonly #nodes: NodeTable;
  /** The newest layer marked for each node. */
  readonly #markedBy: Uint32Array;

  constructor(nodes: NodeTable, nodeCapacity: number) {
    this.#nodes = nodes;
    this.#markedBy = new Uint32Array(nodeCapacity);
  }

  /** Marks all directories above a node that a layer changed. */
  mark(node: number, layer: number): void {
    let directory = node;
    while (directory !== ROOT_NODE) {
      directory = this.#nodes.parent(directory);
      if (this.#markedBy[directory] === layer) return;
      this.#markedBy[directory] = layer;
      this.#push(directory, layer);
    }
  }

  #push(directory: number, layer: number): void {
    if (this.count === this.directory.length) {
      const directories = new Uint32Array(this.count * 2);
      directories.set(this.directory);
      this.directory = directories;
      const layers = new Uint32Array(this.count * 2);
      layers.set(this.layer);
      this.layer = layers;
    }
    this.directory[this.count] = directory;
    this.layer[this.count] = layer;
    this.count++;
  }
}
