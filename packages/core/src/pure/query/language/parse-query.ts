import type { ByteString } from '../../model/byte-string';
import { type EntryPath, normalizePath } from '../../model/entry-path';
import type { QueryProblem } from '../../model/query-problem';
import { foldCase } from '../../tree/name-text';
import type { GlobPart } from './glob';
import {
  type GlobName,
  MAX_QUERY_LENGTH,
  MAX_QUERY_TERMS,
  type PathTest,
  QUERY_KEYS,
  type Query,
  type QueryKey,
  type Term,
  type TermTest,
} from './query';
import type { ParsedQuery, QueryFailure } from './query-failure';
import { isBlank, type QueryCharacter, readBare, readCharacter, readQuoted } from './read-token';
import { readValue } from './read-value';

/** Thrown inside this file only. */
class Refusal extends Error {
  readonly failure: QueryFailure;

  constructor(failure: QueryFailure) {
    super(failure.problem);
    this.failure = failure;
  }
}

/** Reads a query (docs/search.md). What is wrong with it is told of the first place where it is. Cost: its length. */
export function parseQuery(text: string): ParsedQuery<Query> {
  try {
    return { kind: 'query', query: { text, terms: readTerms(text) } };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'failure', failure: error.failure };
    throw error;
  }
}

function readTerms(text: string): readonly Term[] {
  if (text.length > MAX_QUERY_LENGTH) throw refuse('too-long', text, MAX_QUERY_LENGTH, text.length);
  const terms: Term[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const term = readTerm(text, at);
    terms.push(term);
    at += term.length;
    if (terms.length > MAX_QUERY_TERMS) throw refuse('too-many-terms', text, term.offset, text.length);
  }
  if (terms.length === 0) throw refuse('empty', text, 0, text.length);
  return terms;
}

function readTerm(text: string, offset: number): Term {
  const isNegated = text[offset] === '-';
  const start = isNegated ? offset + 1 : offset;
  if (isNegated && (start === text.length || isBlank(text[start] ?? ''))) {
    throw refuse('nothing-negated', text, offset, start);
  }
  const { test, end } = readTest(text, start);
  return { isNegated, test, offset, length: end - offset };
}

interface ReadTest {
  readonly test: TermTest;
  readonly end: number;
}

function readTest(text: string, offset: number): ReadTest {
  // A file may well be called `libc6:amd64` or `Foo::Bar`; keys are small letters and nothing else.
  const key = /^[a-z]+(?=:)/.exec(text.slice(offset))?.[0];
  if (key === undefined) return readText(text, offset, null);
  const known = QUERY_KEYS.find((name) => name === key);
  if (known === undefined) throw refuse('unknown-key', text, offset, offset + key.length);
  const value = offset + key.length + 1;
  if (value === text.length || isBlank(text[value] ?? '')) throw refuse('value-missing', text, offset, value, known);
  if (known === 'name' || known === 'in') return readText(text, value, known);
  const end = readBare(text, value).at(-1)?.end ?? value;
  const test = readValue(known, text.slice(value, end));
  if (typeof test === 'string') throw refuse(test, text, value, end, known);
  return { test, end };
}

/** A word, glob or quoted text, by itself or as the value of `name:` or `in:`. */
function readText(text: string, offset: number, key: 'name' | 'in' | null): ReadTest {
  if (text[offset] === '"') {
    const quoted = readQuoted(text, offset);
    if (quoted === null) throw refuse('open-quote', text, offset, text.length, key);
    const { bytes, end } = quoted;
    if (end < text.length && !isBlank(text[end] ?? '')) {
      throw refuse('after-quote', text, end, readBare(text, end).at(-1)?.end ?? end, key);
    }
    const test = key === 'in' ? folderTest(bytes) : exactTest(bytes, key);
    if (test === null) throw refuse(bytes === '' ? 'value-missing' : 'value-unknown', text, offset, end, key);
    return { test, end };
  }
  const characters = readBare(text, offset);
  const end = characters.at(-1)?.end ?? offset;
  const test = bareTest(characters, key);
  if (test === null) throw refuse('value-unknown', text, offset, end, key);
  return { test, end };
}

function bareTest(characters: readonly QueryCharacter[], key: 'name' | 'in' | null): PathTest | null {
  const bytes = characters.map((character) => character.bytes).join('') as ByteString;
  if (key === 'in') return folderTest(bytes);
  if (key === 'name' && bytes.includes('/')) return null;
  if (characters.some(isWildcard)) return globTest(characters);
  // A doubled slash stands in no path.
  const word = foldCase(bytes.replace(/\/{2,}/g, '/') as ByteString);
  return { kind: key === 'name' ? 'name-word' : 'word', text: word };
}

const isWildcard = ({ bytes, isPlain }: QueryCharacter) => !isPlain && (bytes === '*' || bytes === '?');

function folderTest(bytes: ByteString): PathTest | null {
  const path = bytes.includes('\0') ? null : normalizePath(bytes);
  return path === null ? null : { kind: 'in', path };
}

/** Whole names, from the end of a path; null where there is none, or more than `name:` can have. */
function exactTest(bytes: ByteString, key: 'name' | null): PathTest | null {
  const names = bytes.split('/').filter((name) => name !== '') as ByteString[];
  if (names.length === 0 || (key === 'name' && bytes.includes('/'))) return null;
  return { kind: 'exact', names, isAnchored: bytes.startsWith('/') };
}

function globTest(characters: readonly QueryCharacter[]): PathTest {
  const names: GlobName[] = [];
  let parts: GlobPart[] = [];
  const endName = () => {
    const isAny = parts.length === 2 && parts.every(({ kind }) => kind === 'many');
    if (parts.length > 0) names.push(isAny ? 'any' : joinStars(parts));
    parts = [];
  };
  for (const character of characters) {
    const last = parts.at(-1);
    if (character.bytes === '/') endName();
    else if (isWildcard(character)) parts.push({ kind: character.bytes === '*' ? 'many' : 'one' });
    else if (last?.kind === 'bytes') parts[parts.length - 1] = bytesPart(last.bytes + character.bytes);
    else parts.push(bytesPart(character.bytes));
  }
  endName();
  const isAnchored = characters[0]?.bytes === '/';
  return { kind: 'glob', names: names.length === 0 ? ['any'] : names, isAnchored };
}

const bytesPart = (bytes: string): GlobPart => ({ kind: 'bytes', bytes: foldCase(bytes as ByteString) });

const joinStars = (parts: readonly GlobPart[]): readonly GlobPart[] =>
  parts.filter((part, at) => part.kind !== 'many' || parts[at - 1]?.kind !== 'many');

/** Characters of what stands where a query is wrong, at most. */
const LONGEST_FOUND = 100;

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isBlank(text[at] ?? '')) at++;
  return at;
}

function refuse(
  problem: QueryProblem,
  text: string,
  offset: number,
  end: number,
  key: QueryKey | null = null,
): Refusal {
  const found = text.slice(offset, Math.min(end, offset + LONGEST_FOUND));
  return new Refusal({ problem, offset, length: end - offset, found, key });
}

/** The path that a query is, taken as a whole: begun with a slash, blanks and wildcards in it as they are. Else null. */
export function pathOfQuery(text: string): EntryPath | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith('/') || trimmed.length > MAX_QUERY_LENGTH) return null;
  let bytes = '';
  for (let at = 0; at < trimmed.length; ) {
    const character = readCharacter(trimmed, at);
    bytes += character.bytes;
    at = character.end;
  }
  return bytes.includes('\0') ? null : normalizePath(bytes as ByteString);
}
