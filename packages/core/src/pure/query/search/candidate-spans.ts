import { rangeBelow, type TreeColumns } from '../../tree/tree-columns';
import { NameHits } from './name-hits';
import type { TermHits } from './path-terms';

/** A run of nodes: first, and one after the last. */
export interface NodeSpan {
  readonly first: number;
  readonly end: number;
}

/** Runs of nodes, ascending and apart from one another, that have to be looked at. */
export interface CandidateSpans {
  /** The next run, cut off at `horizon`; null: none begins below it. Costs no more than there are nodes up to there. */
  next(horizon: number): NodeSpan | null;
  /** Nothing was found so far; always false where nothing is searched for. */
  readonly isEmpty: boolean;
}

/** All nodes of a range. */
export class RangeSpans implements CandidateSpans {
  readonly isEmpty = false;
  #first: number;
  readonly #end: number;

  constructor({ first, end }: NodeSpan) {
    this.#first = first;
    this.#end = end;
  }

  next(horizon: number): NodeSpan | null {
    const end = Math.min(horizon, this.#end);
    if (this.#first >= end) return null;
    const span = { first: this.#first, end };
    this.#first = end;
    return span;
  }
}

/**
 * The nodes of which a term is true, found by a name.
 *
 * What is below a node is one run, but not always right behind it: `/a!` stands between `/a` and `/a/b`. The runs that
 * are still to come lie on a stack, the first of them on top: a hit between a directory and its run has a longer name
 * that goes on with a byte below the slash, so its own run comes before.
 */
export class HitSpans implements CandidateSpans {
  isEmpty = true;
  readonly #columns: TreeColumns;
  readonly #hits: NameHits;
  readonly #term: TermHits;
  readonly #waiting: NodeSpan[] = [];

  constructor(columns: TreeColumns, term: TermHits, from: number) {
    this.#columns = columns;
    this.#hits = new NameHits(columns, term.needle);
    this.#term = term;
    // What is below a hit may come long behind it.
    if (term.truth === 'hit') this.#hits.skipTo(from);
  }

  next(horizon: number): NodeSpan | null {
    for (;;) {
      const waiting = this.#waiting.at(-1);
      const hit = this.#hits.take(Math.min(horizon, waiting?.first ?? horizon));
      if (hit >= 0) {
        if (!this.#term.isHit(hit)) continue;
        this.isEmpty = false;
        if (this.#term.truth !== 'hit' && this.#columns.folders.has(hit)) {
          this.#waiting.push(rangeBelow(this.#columns, hit));
        }
        if (this.#term.truth !== 'below') return { first: hit, end: hit + 1 };
        continue;
      }
      if (waiting === undefined || waiting.first >= horizon) return null;
      this.#waiting.pop();
      // All in it is taken; a name in it that is a hit adds nothing.
      this.#hits.skipTo(waiting.end);
      if (waiting.end <= horizon) return waiting;
      this.#waiting.push({ first: horizon, end: waiting.end });
      return { first: waiting.first, end: horizon };
    }
  }
}
