import { nameText } from '../../tree/name-text';
import type { TreeColumns } from '../../tree/tree-columns';

/**
 * Looks for nodes, ascending, whose base name holds some text: by one search over all names as they lie one after
 * another, up to a horizon at a time, so that a caller can stop in between.
 */
export class NameScan {
  readonly #nameStart: Uint32Array;
  readonly #nodeCount: number;
  readonly #names: string;
  readonly #needle: string;
  /** Where in the names to look next, and a node whose name does not begin behind that. */
  #from: number;
  #node: number;
  #pending = -1;
  #isDone = false;

  /** `needle`: its case folded, not empty. `first`: names of nodes before it are left out. */
  constructor(columns: TreeColumns, needle: string, first: number) {
    this.#nameStart = columns.nameStart;
    this.#nodeCount = columns.nodeCount;
    this.#names = nameText(columns);
    this.#needle = needle;
    this.#node = first;
    this.#from = columns.nameStart[first] ?? this.#names.length;
  }

  /** Takes the next one below `horizon`; -1: there is none. */
  take(horizon: number): number {
    while (this.#pending < 0 && !this.#isDone && this.#node < horizon) this.#look();
    if (this.#pending < 0 || this.#pending >= horizon) return -1;
    const hit = this.#pending;
    this.#pending = -1;
    return hit;
  }

  /** Goes on to the next occurrence, which may span two names and then is none. */
  #look(): void {
    const at = this.#names.indexOf(this.#needle, this.#from);
    if (at < 0) {
      this.#isDone = true;
      return;
    }
    this.#node = this.#nodeAt(at);
    const end = this.#nameStart[this.#node + 1] ?? 0;
    if (at + this.#needle.length > end) {
      this.#from = at + 1;
      return;
    }
    this.#pending = this.#node;
    this.#from = end;
    this.#node++;
  }

  /** The node whose name holds a position. Occurrences lie near one another where they are many: strides that double. */
  #nodeAt(position: number): number {
    const starts = this.#nameStart;
    let low = this.#node;
    let stride = 1;
    while (low + stride < this.#nodeCount && (starts[low + stride] ?? 0) <= position) {
      low += stride;
      stride *= 2;
    }
    let high = Math.min(low + stride, this.#nodeCount) - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
