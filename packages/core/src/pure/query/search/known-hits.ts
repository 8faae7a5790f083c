import { QueryCache } from '../../tree/query-cache';
import type { TreeColumns } from '../../tree/tree-columns';
import { NameScan } from './name-scan';

/** Hits of several needles that are kept for an image, 4 MB: a search is often asked again with another word, or page. */
const MOST_KEPT = 1 << 20;
/** Of a needle that many names hold only the first are kept: it is found fast enough, and would take much room. */
const MOST_OF_NEEDLE = 1 << 17;
const FIRST_HITS = 64;

const kept = new QueryCache<KnownHits>(MOST_KEPT, (hits) => hits.weight);

/** The hits of a needle in the names of an image, shared by all who ask for it. `needle`: its case folded, not empty. */
export function knownHits(columns: TreeColumns, needle: string): KnownHits {
  return kept.get(columns, needle, () => new KnownHits(columns, needle));
}

/** Nodes, ascending, whose base name holds some text, as far as somebody has asked. */
export class KnownHits {
  count = 0;
  /** All names of nodes before it were searched. */
  end = 0;
  readonly #scan: NameScan;
  #nodes = new Uint32Array(FIRST_HITS);

  constructor(columns: TreeColumns, needle: string) {
    this.#scan = new NameScan(columns, needle, 0);
  }

  /** What it takes to keep them. */
  get weight(): number {
    return this.#nodes.length;
  }

  /** No more are kept: those behind `end` are for each to find by itself. */
  get isFull(): boolean {
    return this.count === MOST_OF_NEEDLE;
  }

  at(position: number): number {
    return this.#nodes[position] ?? 0;
  }

  /** Goes on until there is one more hit, or all names of nodes before `horizon` were searched. */
  searchTo(horizon: number): void {
    if (this.end >= horizon || this.isFull) return;
    const node = this.#scan.take(horizon);
    this.end = node < 0 ? horizon : node + 1;
    if (node < 0) return;
    if (this.count === this.#nodes.length) {
      const nodes = new Uint32Array(this.count * 2);
      nodes.set(this.#nodes);
      this.#nodes = nodes;
    }
    this.#nodes[this.count++] = node;
  }
}
