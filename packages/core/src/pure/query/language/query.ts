import { type ByteString, byteStringToText } from '../../model/byte-string';
import type { EntryPath } from '../../model/entry-path';
import type { GlobPart } from './glob';

/** A search that was understood: all terms have to hold (docs/search.md). */
export interface Query {
  readonly text: string;
  readonly terms: readonly Term[];
}

/** Where something stands in the text of a query, in UTF-16 units as `String` counts them. */
export interface QuerySpan {
  readonly offset: number;
  readonly length: number;
}

/** One term: what has to hold of a path, or with a minus before it must not. */
export interface Term extends QuerySpan {
  readonly isNegated: boolean;
  readonly test: TermTest;
}

export type TermTest = PathTest | AttributeTest;

/** What is asked of the path itself. Text of words is folded: ASCII letters in lower case. */
export type PathTest =
  /** Anywhere in the path, slashes too; it holds what is below a path that holds it. */
  | { readonly kind: 'word'; readonly text: ByteString }
  /** In the base name alone. */
  | { readonly kind: 'name-word'; readonly text: ByteString }
  /** Whole names, from the end of the path up; from the root if `isAnchored`. */
  | { readonly kind: 'glob'; readonly names: readonly GlobName[]; readonly isAnchored: boolean }
  /** The same, letter by letter; case counts. */
  | { readonly kind: 'exact'; readonly names: readonly ByteString[]; readonly isAnchored: boolean }
  | { readonly kind: 'in'; readonly path: EntryPath };

/** One name of a glob: what it is made of, or any number of names (`**`). */
export type GlobName = readonly GlobPart[] | 'any';

/** What is asked of what stands at the path, or of what layers did to it. */
export type AttributeTest =
  | { readonly kind: 'is'; readonly what: IsWhat }
  | { readonly kind: 'layer'; readonly from: number; readonly to: number }
  /** A change of what one of these layers had brought, or changed last. */
  | { readonly kind: 'over'; readonly from: number; readonly to: number }
  /** Bytes, both ends included. */
  | { readonly kind: 'size'; readonly least: number; readonly most: number }
  | { readonly kind: 'type'; readonly type: SearchedType }
  | { readonly kind: 'mode'; readonly mode: number }
  /** Null: whichever. */
  | { readonly kind: 'owner'; readonly uid: number | null; readonly gid: number | null };

/** Values of `is:`, in the order in which they are offered. */
export const IS_VALUES = [
  'live',
  'dead',
  'removed',
  'added',
  'content',
  'meta',
  'replaced',
  'dup',
  'setuid',
] as const satisfies readonly string[];
export type IsWhat = (typeof IS_VALUES)[number];

/** Values of `type:`, in the order in which they are offered. */
export const TYPE_VALUES = ['file', 'dir', 'link', 'dev', 'fifo'] as const satisfies readonly string[];
export type SearchedType = (typeof TYPE_VALUES)[number];

/** Keys, in the order in which they are offered. */
export const QUERY_KEYS = ['is', 'layer', 'over', 'size', 'type', 'name', 'in', 'mode', 'owner'] as const;
export type QueryKey = (typeof QUERY_KEYS)[number];

/** Characters of a query at most. */
export const MAX_QUERY_LENGTH = 1000;
/** Terms of a query at most. */
export const MAX_QUERY_TERMS = 32;

/** The plain words of a query, folded, as text: what can be looked for in other texts too. */
export function wordsOf({ terms }: Query): readonly string[] {
  return terms.flatMap(({ test, isNegated }) =>
    test.kind === 'word' && !isNegated ? [byteStringToText(test.text)] : [],
  );
}
