import { inRanges, type Steps } from './steps';

/** A counting sort by node: items are counted, the counts added up, and then each item has its place. */
export class NodeGroups {
  readonly #nodeCount: number;
  /** Counts lie two places further on, so that what is counted up while items are placed ends where it has to. */
  readonly #start: Uint32Array;

  constructor(nodeCount: number) {
    this.#nodeCount = nodeCount;
    this.#start = new Uint32Array(nodeCount + 2);
  }

  count(node: number): void {
    this.#start[node + 2] = (this.#start[node + 2] ?? 0) + 1;
  }

  /** Once all items are counted. */
  *addUp(): Steps {
    const start = this.#start;
    yield* inRanges(this.#nodeCount, (from, to) => {
      for (let at = from + 2; at < to + 2; at++) start[at] = (start[at] ?? 0) + (start[at - 1] ?? 0);
    });
  }

  /** The place of an item, in the order of asking. */
  place(node: number): number {
    const place = this.#start[node + 1] ?? 0;
    this.#start[node + 1] = place + 1;
    return place;
  }

  /** Once all items have their place: those of `node` are at `[start[node], start[node + 1])`. */
  get start(): Uint32Array {
    return this.#start.subarray(0, this.#nodeCount + 1);
  }
}
