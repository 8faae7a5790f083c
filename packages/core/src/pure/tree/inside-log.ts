import { ROOT_NODE } from './tree-columns';

const FIRST_PAIRS = 1024;

/** Which layers changed something inside which directories: each pair once, sparse, in the order of layers. */
export class InsideLog {
  count = 0;
  directory = new Uint32Array(FIRST_PAIRS);
  layer = new Uint32Array(FIRST_PAIRS);
  readonly #parent: Uint32Array;
  /** The newest layer marked for each node. */
  readonly #markedBy: Uint32Array;

  /** `parent`: by node. */
  constructor(parent: Uint32Array) {
    this.#parent = parent;
    this.#markedBy = new Uint32Array(parent.length);
  }

  /** Marks all directories above a node that a layer changed. */
  mark(node: number, layer: number): void {
    let directory = node;
    while (directory !== ROOT_NODE) {
      directory = this.#parent[directory] ?? ROOT_NODE;
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
