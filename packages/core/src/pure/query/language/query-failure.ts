import { type Language, readFacts } from '../../model/messages/message';
import { queryReasonEn } from '../../model/messages/query-reasons-en';
import { queryReasonZh } from '../../model/messages/query-reasons-zh';
import type { ProblemDetails } from '../../model/problem';
import type { QueryProblem } from '../../model/query-problem';
import { MAX_QUERY_LENGTH, MAX_QUERY_TERMS, QUERY_KEYS, type QueryKey, type QuerySpan } from './query';

/** Where a query is not understood, and why. */
export interface QueryFailure extends QuerySpan {
  readonly problem: QueryProblem;
  /** What stands there. */
  readonly found: string;
  /** The key whose value it is about; null where it is about none. */
  readonly key: QueryKey | null;
}

/** A query or where it went wrong. */
export type ParsedQuery<Query> =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'failure'; readonly failure: QueryFailure };

/** A failure as the details of an error (`query-invalid`): where, what stands there, and what could. */
export function failureDetails({ offset, length, problem, found, key }: QueryFailure): ProblemDetails {
  const most = MOST[problem];
  return {
    offset,
    length,
    problem,
    found,
    expected: expectedAt(problem, key),
    ...(key === null ? {} : { key }),
    ...(most === undefined ? {} : { most }),
  };
}

/** Why, in a few words, and what was expected in those of the search language. */
export function describeQueryFailure(
  failure: QueryFailure,
  language: Language,
): { readonly reason: string; readonly expected: string } {
  const facts = readFacts({ details: failureDetails(failure) }, language);
  const reason = language === 'zh' ? queryReasonZh(facts) : queryReasonEn(facts);
  return { reason, expected: expectedAt(failure.problem, failure.key) };
}

const MOST: Readonly<Partial<Record<QueryProblem, number>>> = {
  'too-long': MAX_QUERY_LENGTH,
  'too-many-terms': MAX_QUERY_TERMS,
};

const FORMS: Readonly<Record<QueryKey, string>> = {
  is: 'live, dead, removed, added, content, meta, replaced, dup, setuid',
  layer: '6, 4..7, 4.., ..7',
  over: '6, 4..7, 4.., ..7',
  size: '>1MB, >=10kB, <512, 1kB..1MB, 0',
  type: 'file, dir, link, dev, fifo',
  name: 'text, *.so, "passwd"',
  in: '/usr/lib',
  mode: '4755',
  owner: '0, 0:0, :100',
};

/** What could stand there, in the words of the language itself: the same for readers of every language. */
function expectedAt(problem: QueryProblem, key: QueryKey | null): string {
  if (problem === 'unknown-key') return QUERY_KEYS.map((name) => `${name}:`).join(', ');
  return key === null ? 'word, "…", key:value' : FORMS[key];
}
