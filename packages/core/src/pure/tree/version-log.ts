import { EntryKind } from '../layer-index/layer-index';
import { IMPLIED, type Source } from './entry-table';
import { ROOT_NODE } from './tree-columns';
import { ChangeCode, presentBits, type VersionBits } from './version-bits';

const WIDTH = 4;
const NODE = 0;
const SOURCE = 1;
const BITS = 2;
const BELOW = 3;

/** The versions of all nodes in the order in which the layers brought them; the first is that of a root of layer 0. */
export class VersionLog {
  count = 0;
  /** Count before each layer, so that all versions of a layer stand together. */
  readonly #firstOfLayer: number[] = [0];
  #rows: Uint32Array;

  /** `expected`: versions that there will be, about. */
  constructor(expected: number) {
    this.#rows = new Uint32Array(expected * WIDTH);
    this.append(ROOT_NODE, IMPLIED, presentBits(EntryKind.dir, false, ChangeCode.added));
  }

  /** What is appended from here on is the layer's. */
  beginLayer(layer: number): void {
    this.#firstOfLayer[layer] = this.count;
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

  firstOfLayer(layer: number): number {
    return this.#firstOfLayer[layer] ?? this.count;
  }

  /** One more than the last version of a layer. */
  endOfLayer(layer: number): number {
    return this.#firstOfLayer[layer + 1] ?? this.count;
  }

  /** Of a version of the layer that has begun: number in its `BelowLog`; 0 where the level below has nothing. */
  below(version: number): number {
    return this.#rows[version * WIDTH + BELOW] ?? 0;
  }

  /** Returns its number. */
  append(node: number, source: Source | number, bits: VersionBits, below = 0): number {
    const version = this.count++;
    let at = version * WIDTH;
    if (at === this.#rows.length) {
      const rows = new Uint32Array(Math.max(at * 2, WIDTH));
      rows.set(this.#rows);
      this.#rows = rows;
    }
    this.#rows[at++] = node;
    this.#rows[at++] = source;
    this.#rows[at++] = bits;
    this.#rows[at] = below;
    return version;
  }

  set(version: number, node: number, source: Source | number, bits: VersionBits): void {
    this.#rows[version * WIDTH + NODE] = node;
    this.change(version, source, bits);
  }

  change(version: number, source: Source | number, bits: VersionBits): void {
    this.#rows[version * WIDTH + SOURCE] = source;
    this.#rows[version * WIDTH + BITS] = bits;
  }

  /** Takes back all from `version` on, which then can be appended again. */
  cut(version: number): void {
    this.count = version;
  }
}
