import type { TreeColumns } from '../../tree/tree-columns';
import type { AttributeTest, PathTest, Term } from '../language/query';
import { attributeTest, type LookTest } from './attribute-tests';
import { type CandidateSpans, HitSpans, type NodeSpan, RangeSpans } from './candidate-spans';
import { changeTest } from './change-test';
import { type PathTerm, pathTerm } from './path-terms';

/** One way through the nodes: which to look at, and what has to hold of them. */
export interface Pass {
  readonly spans: CandidateSpans;
  /** What is not known by the spans already. */
  readonly tests: readonly LookTest[];
  /** Nodes before it were taken by the page before, or are of no interest. */
  readonly first: number;
  /** Where to go on. */
  position: number;
  readonly end: number;
  /** Whether it goes through all nodes: what it then does not find at all, no other pass finds. */
  readonly isWhole: boolean;
  /** What a cursor in this pass has over the node's number. */
  readonly offset: number;
}

/** A folder so much smaller than the image is looked through itself, and not the names of the whole image. */
const FOLDER_SHARE = 16;

/** The passes of a search from its cursor on: one, or where names come first, two. */
export function planPasses(
  columns: TreeColumns,
  terms: readonly Term[],
  { order, cursor = 0 }: { readonly order?: 'path' | 'name'; readonly cursor?: number },
  isDuplicate: (node: number) => boolean,
): Pass[] {
  const wanted = terms.flatMap(({ test, isNegated }) =>
    isPathTest(test) && !isNegated ? [pathTerm(columns, test)] : [],
  );
  const tests = [...attributeTests(columns, terms, isDuplicate), ...unwantedPaths(columns, terms)];
  const byName = order === 'name' ? wanted.findLast(({ ofOwnName }) => ofOwnName !== null) : undefined;
  const own = byName?.ofOwnName ?? null;
  const plans =
    own === null
      ? [{ wanted, tests }]
      : [
          { wanted: wanted.map((term) => (term === byName ? own : term)), tests },
          { wanted, tests: [...tests, ({ node }: { readonly node: number }) => !own.holds(node)] },
        ];
  const { nodeCount } = columns;
  const pass = Math.floor(cursor / nodeCount);
  return plans.slice(pass).map((plan, at) => {
    const from = at === 0 ? cursor % nodeCount : 0;
    return planPass(columns, plan, { from, offset: (pass + at) * nodeCount });
  });
}

function planPass(
  columns: TreeColumns,
  { wanted, tests }: { readonly wanted: readonly PathTerm[]; readonly tests: readonly LookTest[] },
  { from, offset }: { readonly from: number; readonly offset: number },
): Pass {
  const range = wanted.reduce(within, { first: from, end: columns.nodeCount });
  const isSmall = range.end - range.first < columns.nodeCount / FOLDER_SHARE;
  const driver = isSmall ? null : mostTelling(wanted);
  const isKnown = (term: PathTerm) => term.range !== null || (term === driver && term.hits?.isExact === true);
  const rest = wanted.filter((term) => !isKnown(term));
  const spans = driver?.hits == null ? new RangeSpans(range) : new HitSpans(columns, driver.hits, range.first);
  // What is below a hit may stand far behind it, so those before the first are gone through as well.
  const position = driver?.hits == null || driver.hits.truth === 'hit' ? range.first : 0;
  return {
    spans,
    tests: [
      ...rest.map(
        ({ holds }): LookTest =>
          (look) =>
            holds(look.node),
      ),
      ...tests,
    ],
    first: range.first,
    position,
    end: Math.max(range.first, range.end),
    isWhole: range.first === 0 && range.end === columns.nodeCount,
    offset,
  };
}

function within(range: NodeSpan, term: PathTerm): NodeSpan {
  if (term.range === null) return range;
  return { first: Math.max(range.first, term.range.first), end: Math.min(range.end, term.range.end) };
}

/** The term that most likely leaves the least: the one with the longest text. */
function mostTelling(terms: readonly PathTerm[]): PathTerm | null {
  return terms.reduce<PathTerm | null>(
    (best, term) => ((term.hits?.needle.length ?? 0) > (best?.hits?.needle.length ?? 0) ? term : best),
    null,
  );
}

function unwantedPaths(columns: TreeColumns, terms: readonly Term[]): readonly LookTest[] {
  return terms.flatMap(({ test, isNegated }) => {
    if (!isNegated || !isPathTest(test)) return [];
    const { holds } = pathTerm(columns, test);
    return [(look) => !holds(look.node)] as LookTest[];
  });
}

function attributeTests(
  columns: TreeColumns,
  terms: readonly Term[],
  isDuplicate: (node: number) => boolean,
): readonly LookTest[] {
  const changes = changeTest(columns, terms);
  const attributes = terms.flatMap(({ test, isNegated }): LookTest[] => {
    if (isPathTest(test) || test.kind === 'layer' || test.kind === 'over' || isAboutChanges(test)) return [];
    const holds = attributeTest(columns, test, isDuplicate);
    return [isNegated ? (look) => !holds(look) : holds];
  });
  return changes === null ? attributes : [...attributes, changes];
}

function isAboutChanges(test: AttributeTest): boolean {
  return test.kind === 'is' && ['added', 'content', 'meta', 'replaced'].includes(test.what);
}

function isPathTest(test: Term['test']): test is PathTest {
  switch (test.kind) {
    case 'word':
    case 'name-word':
    case 'glob':
    case 'exact':
    case 'in':
      return true;
    default:
      return false;
  }
}
