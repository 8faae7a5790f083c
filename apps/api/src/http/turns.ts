/**
 * Lets the work of one request begin in each turn of the event loop. What came in at once is else done at a stretch, and
 * whoever comes in meanwhile, be it for a trifle, waits for all of it.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Done when it is the caller's turn, in the order of asking. */
  next(): Promise<void> {
    const turn = this.#last.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    this.#last = turn;
    return turn;
  }
}
