import { columnsOf, viewOf } from '../../tree/columnar-tree';
import type { LevelSums } from '../../tree/level-sums';
import type { MergedTree, NodeId } from '../../tree/merged-tree';
import { joinNames } from '../../tree/name-text';
import { QueryCache } from '../../tree/query-cache';
import type { Steps } from '../../tree/steps';
import type { TreeColumns } from '../../tree/tree-columns';
import type { Query } from '../language/query';
import type { LookTest } from './attribute-tests';
import type { NodeSpan } from './candidate-spans';
import { DuplicateScan } from './duplicate-scan';
import { PathLook } from './path-look';
import { type Pass, planPasses } from './search-passes';

/** How a search is asked, beside its query. */
export interface SearchQuestion {
  /** The level that paths are judged at: what is live, removed, dead. */
  readonly level: number;
  /** With paths that only layers above the level bring, each judged as of the layer that does. */
  readonly withLater?: boolean;
  /** `path`: in the order of `ls`. `name`: first those whose own name holds the last word, then those below such. */
  readonly order?: 'path' | 'name';
  /** Paths wanted at most; 0 where only their number is. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: number;
  /** With live bytes beside the number; both are of the whole only without a cursor. */
  readonly withTotals?: boolean;
}

/** Nodes that one step may have to look at. */
const STEP_NODES = 8192;

/**
 * One search over the paths of all levels, live and removed, made in steps of a millisecond or so: its caller stops when
 * it has what it wants, or when nobody waits any more. A word narrows by a search over all names at once; all else is
 * asked of what that leaves.
 */
export class PathSearch {
  /** What was found so far, up to the limit, in order. */
  readonly found: NodeId[] = [];
  /** Of all that was looked at so far: paths, and their live bytes, each inode once (rule 23). */
  count = 0;
  bytes = 0;
  /** The cursor of the next page; null where there is none, or it is not known yet. */
  next: number | null = null;
  readonly #question: SearchQuestion;
  readonly #look: PathLook;
  readonly #duplicates: DuplicateScan | null;
  /** Null until the names are joined, which the passes look through. */
  #passes: Pass[] | null = null;
  readonly #plan: () => Pass[];
  readonly #joining: Steps<string> | null;
  /** Null where nobody asked for totals. */
  readonly #sums: LevelSums | null;
  /** Each path is one to be looked at, whatever its versions. */
  readonly #isAnyPath: boolean;

  constructor(tree: MergedTree, query: Query, question: SearchQuestion) {
    const columns = columnsOf(tree);
    const { level, withLater = false } = question;
    const hasDuplicates = query.terms.some(({ test }) => test.kind === 'is' && test.what === 'dup');
    this.#question = question;
    this.#look = new PathLook(columns, level, withLater);
    this.#isAnyPath = withLater || level === columns.layerCount;
    this.#duplicates = hasDuplicates ? duplicatesAt(tree, columns, level) : null;
    this.#sums = question.withTotals === true ? viewOf(tree, level).sums : null;
    this.#joining = query.terms.some(({ test }) => isAboutNames(test)) ? joinNames(columns) : null;
    this.#plan = () => planPasses(columns, query.terms, question, (node) => this.#duplicates?.has(node) ?? false);
  }

  /** Goes on a little. False: all paths were looked at. */
  step(): boolean {
    if (this.#duplicates !== null && !this.#duplicates.isDone) {
      this.#duplicates.step();
      return true;
    }
    if (this.#passes === null) {
      if (this.#joining !== null && this.#joining.next().done !== true) return true;
      this.#passes = this.#plan();
    }
    const pass = this.#passes[0];
    if (pass === undefined) return false;
    const horizon = Math.min(pass.position + STEP_NODES, pass.end);
    for (let span = pass.spans.next(horizon); span !== null; span = pass.spans.next(horizon)) this.#take(pass, span);
    pass.position = horizon;
    if (horizon >= pass.end) this.#passes.shift();
    if (horizon >= pass.end && pass.isWhole && pass.spans.isEmpty) this.#passes = [];
    return this.#passes.length > 0;
  }

  #take(pass: Pass, { first, end }: NodeSpan): void {
    let node = Math.max(first, pass.first);
    const isAllTaken = this.#isAnyPath && pass.tests.length === 0;
    for (; node < end; node++) {
      // Nothing is left but to count.
      if (isAllTaken && this.next !== null) break;
      if (!this.#look.at(node) || !holdAll(pass.tests, this.#look)) continue;
      this.#count(node, node + 1);
      if (this.next !== null) continue;
      if (this.found.length < this.#question.limit) this.found.push(node as NodeId);
      else this.next = pass.offset + node;
    }
    if (node < end) this.#count(node, end);
  }

  #count(first: number, end: number): void {
    this.count += end - first;
    if (this.#sums !== null) this.bytes += this.#sums.bytesBetween(first, end);
  }
}

function isAboutNames({ kind }: Query['terms'][number]['test']): boolean {
  return kind === 'word' || kind === 'name-word' || kind === 'glob' || kind === 'exact';
}

/** A loop, because it is asked of every path: a function of its own for each would be to make and to collect. */
function holdAll(tests: readonly LookTest[], look: PathLook): boolean {
  for (const test of tests) if (!test(look)) return false;
  return true;
}

const duplicates = new QueryCache<DuplicateScan>(1);

/** Kept for the level asked last; who asks while it is being made makes it together. */
function duplicatesAt(tree: MergedTree, columns: TreeColumns, level: number): DuplicateScan {
  return duplicates.get(tree, String(level), () => new DuplicateScan(columns, viewOf(tree, level)));
}
