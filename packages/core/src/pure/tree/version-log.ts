import type { Source } from './entry-table';
import type { VersionBits } from './version-bits';

const WIDTH = 3;
const NODE = 0;
const SOURCE = 1;
const BITS = 2;

/** The versions of all nodes in the order in which the layers brought them. */
export class VersionLog {
  count = 0;
  #rows: Uint32Array;

  /** `expected`: versions that there will be, about. */
  constructor(expected: number) {
    this.#rows = new Uint32Array(expected * WIDTH);
  }

  node(version: number): number {
    return this.#rows[version * WIDTH + NODE] ?? 0;
  }

  /** Of what is there its source; of a removal the node at which the mark or the replacement stands. */
  source(version: number): Source | number {
    return this.#rows[version * WIDTH + SOURCE] ?? 0;
  }

  bits(version: number): VersionBits {
    return this.#rows[version * WIDTH + BITS] ?? 0;
  }

  append(node: number, source: Source | number, bits: VersionBits): void {
    let at = this.count++ * WIDTH;
    if (at === this.#rows.length) {
      const rows = new Uint32Array(at * 2);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    this.#rows[at++] = node;
    this.#rows[at++] = source;
    this.#rows[at] = bits;
  }
}
