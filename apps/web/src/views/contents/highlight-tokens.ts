import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import css from 'highlight.js/lib/languages/css';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import makefile from 'highlight.js/lib/languages/makefile';
import perl from 'highlight.js/lib/languages/perl';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { SyntaxLanguage } from './syntax-language';

/** How a run of code is drawn: in shades of ink, because hues are for layers and bytes. */
export type SyntaxTone = 'comment' | 'keyword' | 'string' | 'name';

/** A run of code, and its tone where it has one. Runs in order make up the whole text. */
export type SyntaxToken = readonly [text: string, tone: SyntaxTone | null];

const LANGUAGES = {
  bash,
  c,
  css,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  makefile,
  perl,
  python,
  ruby,
  rust,
  sql,
  xml,
  yaml,
} satisfies Record<SyntaxLanguage, unknown>;
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

const TONES: Readonly<Record<string, SyntaxTone>> = {
  comment: 'comment',
  quote: 'comment',
  meta: 'comment',
  keyword: 'keyword',
  built_in: 'keyword',
  literal: 'keyword',
  type: 'keyword',
  tag: 'keyword',
  section: 'keyword',
  'selector-tag': 'keyword',
  string: 'string',
  number: 'string',
  regexp: 'string',
  attr: 'name',
  attribute: 'name',
  title: 'name',
  name: 'name',
  variable: 'name',
  symbol: 'name',
};

/** Splits a text into runs by what they are in a language. For a worker: the library is large, and a long text takes its time. */
export function highlightTokens(text: string, language: SyntaxLanguage): readonly SyntaxToken[] {
  const tokens = tokensOf(hljs.highlight(text, { language, ignoreIllegals: true }).value);
  // What a file holds comes before how it is drawn.
  return tokens.map(([part]) => part).join('') === text ? tokens : [[text, null]];
}

/** The library gives HTML of spans and escaped text; nothing of it ever becomes HTML here. */
function tokensOf(html: string): readonly SyntaxToken[] {
  const tokens: SyntaxToken[] = [];
  const open: (SyntaxTone | null)[] = [];
  for (const [part, name, text] of html.matchAll(/<span class="([^"]*)">|<\/span>|([^<]+)/g)) {
    if (text !== undefined) tokens.push([unescaped(text), open.findLast((tone) => tone !== null) ?? null]);
    // `language-…` marks a language within another.
    else if (name !== undefined) open.push(TONES[/^hljs-([\w-]+)/.exec(name)?.[1] ?? ''] ?? null);
    else if (part === '</span>') open.pop();
  }
  return tokens;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name] ?? '');
