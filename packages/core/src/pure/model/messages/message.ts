import type { ByteString } from '../byte-string';
import type { ProblemDetails } from '../problem';
import { visibleString, visibleText } from '../visible-text';

/** What is said of a problem or error: what and where; and what to do next. */
export interface Message {
  readonly message: string;
  readonly hint: string;
}

/** The languages that messages are written in. */
export type Language = 'en' | 'zh';

/** The facts of one problem or error, ready to be put into a sentence: nothing in them can disturb a terminal or page. */
export interface Facts {
  readonly layer: number | null;
  /** `?` where there is none. */
  readonly path: string;
  readonly hasPath: boolean;
  has(name: string): boolean;
  /** As text; `?` where it is not known, a pair of quotes where it is known to be empty. */
  text(name: string): string;
  /** The same in quotes. */
  quoted(name: string): string;
  or(name: string, fallback: string): string;
  /** A number with the language's separators; the text itself where it is none (a claim too large for a number). */
  number(name: string): string;
  /** The number itself, 0 where it is not known. */
  count(name: string): number;
}

// Facts that are bytes (see ProblemDetails). All other text came out of a JSON document or is our own.
const BYTE_FACTS: ReadonlySet<string> = new Set(['path', 'target', 'member', 'directory', 'begins']);

const LONGEST_TEXT = 300;

export function readFacts(
  source: {
    readonly layer?: number | undefined;
    readonly path?: ByteString | undefined;
    readonly details?: ProblemDetails | undefined;
  },
  language: Language,
): Facts {
  const details = source.details ?? {};
  const has = (name: string) => Object.hasOwn(details, name) && details[name] !== '';
  const number = (value: number) => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-US');
  const shown = (name: string) => {
    const value = Object.hasOwn(details, name) ? (details[name] ?? '?') : '?';
    if (typeof value === 'number') return number(value);
    return shorten(BYTE_FACTS.has(name) ? visibleText(value as ByteString).text : visibleString(value));
  };
  const quoted = (name: string) => `“${shown(name)}”`;
  const text = (name: string) => (details[name] === '' ? quoted(name) : shown(name));
  return {
    layer: source.layer ?? null,
    hasPath: source.path !== undefined,
    path: source.path === undefined ? '?' : shorten(visibleText(source.path).text),
    has,
    text,
    quoted,
    or: (name, fallback) => (has(name) ? text(name) : fallback),
    number: text,
    count: (name) => (typeof details[name] === 'number' ? details[name] : 0),
  };
}

/** A hostile name must not bury the sentence it stands in. */
function shorten(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}
