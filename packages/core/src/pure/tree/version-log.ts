import type { Source } from './entry-table';
import type { VersionBits } from './version-bits';

/** No version: the path never was, so far. */
export const NO_VERSION = -1;

const FIRST_VERSIONS = 1024;

/** The versions of all nodes in the order in which the layers brought them, each linked to the one before it of its node. */
export class VersionLog {
  count = 0;
  node = new Uint32Array(FIRST_VERSIONS);
  layer = new Uint32Array(FIRST_VERSIONS);
  /** Of what is there its source; of a removal the node at which the mark or the replacement stands. */
  source = new Uint32Array(FIRST_VERSIONS);
  bits = new Uint16Array(FIRST_VERSIONS);
  #before = new Int32Array(FIRST_VERSIONS);
  readonly #last: Int32Array;

  constructor(nodeCapacity: number) {
    this.#last = new Int32Array(nodeCapacity).fill(NO_VERSION);
  }

  /** The newest version of a node, or {@link NO_VERSION}. */
  last(node: number): number {
    return this.#last[node] ?? NO_VERSION;
  }

  /** The version before another of the same node, or {@link NO_VERSION}. */
  before(version: number): number {
    return this.#before[version] ?? NO_VERSION;
  }

  append(node: number, layer: number, source: Source | number, bits: VersionBits): void {
    const version = this.count++;
    if (version === this.node.length) this.#grow();
    this.node[version] = node;
    this.layer[version] = layer;
    this.source[version] = source;
    this.bits[version] = bits;
    this.#before[version] = this.last(node);
    this.#last[node] = version;
  }

  #grow(): void {
    const capacity = this.node.length * 2;
    this.node = grown(this.node, new Uint32Array(capacity));
    this.layer = grown(this.layer, new Uint32Array(capacity));
    this.source = grown(this.source, new Uint32Array(capacity));
    this.bits = grown(this.bits, new Uint16Array(capacity));
    this.#before = grown(this.#before, new Int32Array(capacity));
  }
}

function grown<T extends Uint16Array | Uint32Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
