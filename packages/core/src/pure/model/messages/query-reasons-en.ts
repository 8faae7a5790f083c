import type { QueryProblem } from '../query-problem';
import type { Facts } from './message';

/** Why a search is not understood, as the end of a sentence. */
export function queryReasonEn(f: Facts): string {
  const problem = f.text('problem');
  return REASONS[Object.hasOwn(REASONS, problem) ? (problem as QueryProblem) : 'empty'](f);
}

const REASONS: Record<QueryProblem, (f: Facts) => string> = {
  empty: () => 'there is nothing to search for',
  'too-long': (f) => `a search has ${f.number('most')} characters at most`,
  'too-many-terms': (f) => `a search has ${f.number('most')} terms at most`,
  'nothing-negated': () => 'a minus needs something right behind it',
  'open-quote': () => 'the quote is not closed',
  'after-quote': () => 'a blank has to follow the closing quote',
  'unknown-key': () => 'there is no such key; a backslash before the colon makes it text',
  'value-missing': (f) => (f.has('key') ? `“${f.text('key')}:” needs a value` : 'there is nothing in the quotes'),
  'value-unknown': (f) => `that is no value of “${f.text('key')}:”`,
  'range-down': () => 'the range ends below its start',
};
