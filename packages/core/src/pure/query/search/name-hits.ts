import type { TreeColumns } from '../../tree/tree-columns';
import { type KnownHits, knownHits } from './known-hits';
import { NameScan } from './name-scan';

/** Takes the nodes whose base name holds some text, ascending, up to a horizon at a time, and leaves some out. */
export class NameHits {
  readonly #columns: TreeColumns;
  readonly #needle: string;
  readonly #known: KnownHits;
  /** Of the known ones, the next. */
  #position = 0;
  #first = 0;
  /** Where more are found than are kept. */
  #scan: NameScan | null = null;

  /** `needle`: its case folded, not empty. */
  constructor(columns: TreeColumns, needle: string) {
    this.#columns = columns;
    this.#needle = needle;
    this.#known = knownHits(columns, needle);
  }

  /** Takes the next one below `horizon`; -1: there is none. */
  take(horizon: number): number {
    for (;;) {
      const hit = this.#next(horizon);
      if (hit < 0 || hit >= this.#first) return hit;
    }
  }

  /** Leaves out those before a node. */
  skipTo(node: number): void {
    if (node > this.#first) this.#first = node;
  }

  #next(horizon: number): number {
    const known = this.#known;
    if (this.#scan !== null) return this.#scan.take(horizon);
    if (this.#position < known.count && known.at(this.#position) < this.#first) this.#position = this.#firstKnown();
    if (this.#position === known.count) {
      if (known.isFull) {
        this.#scan = new NameScan(this.#columns, this.#needle, Math.max(known.end, this.#first));
        return this.#scan.take(horizon);
      }
      known.searchTo(horizon);
    }
    if (this.#position === known.count) return -1;
    const hit = known.at(this.#position);
    if (hit >= horizon) return -1;
    this.#position++;
    return hit;
  }

  /** Position of the first known one that is not left out. */
  #firstKnown(): number {
    let low = this.#position;
    let high = this.#known.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#known.at(middle) < this.#first) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
