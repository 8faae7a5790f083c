import { foldCase, nameText } from '../../tree/name-text';
import { findNode } from '../../tree/node-path';
import { ROOT_NODE, rangeBelow, type TreeColumns } from '../../tree/tree-columns';
import { longestBytes } from '../language/glob';
import type { PathTest } from '../language/query';
import { hasWholeNames } from './whole-names';
import { WordPattern } from './word-pattern';

/** How paths that a term is true of are found without looking at all. */
export interface TermHits {
  /** What their names, or those above them, hold. */
  readonly needle: string;
  /** Whether a name that holds it is one. */
  readonly isHit: (node: number) => boolean;
  /** Whether the term is true of the hit itself, of what is below it, or of both. */
  readonly truth: 'hit' | 'below' | 'both';
  /** It is true of all of that; else of nothing outside of it. */
  readonly isExact: boolean;
}

/** A term about the path, ready to be asked of nodes. */
export interface PathTerm {
  readonly holds: (node: number) => boolean;
  /** Null: nothing narrows it. */
  readonly hits: TermHits | null;
  /** Of a word: the same term of those alone whose own name makes it true, and not one above. Else null. */
  readonly ofOwnName: PathTerm | null;
  /** Nodes outside of which it does not hold: first, and one after the last. */
  readonly range: { readonly first: number; readonly end: number } | null;
}

const always = () => true;

export function pathTerm(columns: TreeColumns, test: PathTest): PathTerm {
  switch (test.kind) {
    case 'in': {
      const folder = findNode(columns, test.path);
      const range = folder === null ? { first: 0, end: 0 } : rangeBelow(columns, folder);
      return { holds: (node) => node >= range.first && node < range.end, hits: null, ofOwnName: null, range };
    }
    case 'glob': {
      const last = test.names.at(-1);
      const needle = last === undefined || last === 'any' ? '' : longestBytes(last);
      return wholeNames((node) => hasWholeNames(columns, node, test), needle);
    }
    case 'exact':
      return wholeNames(
        (node) => hasWholeNames(columns, node, test),
        foldCase(test.names.at(-1) ?? test.names[0] ?? EMPTY),
      );
    case 'name-word':
      return wholeNames((node) => nameHolds(columns, node, test.text), test.text);
    case 'word':
      return wordTerm(columns, test.text);
  }
}

const EMPTY = '' as Word;

function wholeNames(holds: (node: number) => boolean, needle: string): PathTerm {
  const hits: TermHits | null = needle === '' ? null : { needle, isHit: holds, truth: 'hit', isExact: true };
  return { holds, hits, ofOwnName: null, range: null };
}

type Word = Extract<PathTest, { readonly kind: 'word' }>['text'];

function wordTerm(columns: TreeColumns, word: Word): PathTerm {
  if (word === '/') return { holds: always, hits: null, ofOwnName: null, range: null };
  const pattern = new WordPattern(columns, word);
  const endsAt = (node: number) => pattern.endsAt(node);
  const isHit = pattern.isNeedle ? always : endsAt;
  const inFolders = folderHits(columns, word);
  const hits = (truth: TermHits['truth']) => inFolders ?? { needle: pattern.needle, isHit, truth, isExact: true };
  return {
    holds: (node) => pattern.isHeldBy(node),
    hits: hits(pattern.endsWithSlash ? 'below' : 'both'),
    ofOwnName: pattern.endsWithSlash ? null : { holds: endsAt, hits: hits('hit'), ofOwnName: null, range: null },
    range: null,
  };
}

/** Of a word like `site-packages/p`: what is below the folders in it, where their name is the longer one and so the rarer. */
function folderHits(columns: TreeColumns, word: Word): TermHits | null {
  const slash = word.lastIndexOf('/');
  if (slash <= 0 || slash === word.length - 1) return null;
  const folders = new WordPattern(columns, word.slice(0, slash + 1) as Word);
  if (folders.needle.length <= word.length - 1 - slash) return null;
  return { needle: folders.needle, isHit: (node) => folders.endsAt(node), truth: 'below', isExact: false };
}

function nameHolds(columns: TreeColumns, node: number, text: string): boolean {
  if (node === ROOT_NODE) return false;
  const start = columns.nameStart[node] ?? 0;
  const end = columns.nameStart[node + 1] ?? 0;
  return nameText(columns).slice(start, end).includes(text);
}
