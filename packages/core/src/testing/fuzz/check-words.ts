import {
  describeError,
  describeProblem,
  type ImageError,
  type Language,
  type Message,
  type Problem,
} from '@stratascope/core';
import { Finding, require } from './finding';

const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** Control, bidirectional and invisible characters: they must have been made visible. */
const NOT_SHOWN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const SIGNS = ['?', 'undefined', 'NaN', '[object', 'null'];

/** Errors that only our own mistakes bring about. */
const OURS: ReadonlySet<string> = new Set([
  'internal',
  'cancelled',
  'location-changed',
  'disk-full',
  'data-folder-unwritable',
  'usage',
]);

export function checkError(error: ImageError): void {
  require(!OURS.has(error.code), () => `the error ${error.code}, which no image may cause`);
  checkWords(error, (language) => describeError(error, language));
}

/** Rule 28 as well: at most 100 of a code and layer, then one that counts the rest. */
export function checkProblems(problems: readonly Problem[], layers: number): void {
  const counts = new Map<string, number>();
  for (const problem of problems) {
    checkWords(problem, (language) => describeProblem(problem, language));
    const { code, layer } = problem;
    require(layer === undefined || (layer >= 1 && layer <= layers), () =>
      `${code} in layer ${layer} of an image of ${layers}`);
    counts.set(`${code} ${layer}`, (counts.get(`${code} ${layer}`) ?? 0) + 1);
  }
  for (const [kind, count] of counts) require(count <= 101, () => `${count} problems of the kind ${kind}`);
}

function checkWords(
  source: { readonly code: string; readonly details?: unknown },
  describe: (language: Language) => Message,
) {
  for (const language of LANGUAGES) {
    const { message, hint } = wordsOf(source.code, () => describe(language));
    for (const text of [message, hint]) {
      const about = () => `${source.code} says ${JSON.stringify(text)} in ${language}`;
      require(text.trim().length > 3 && /[.!。！]$/.test(text), about);
      require(text.length < 4000 && !NOT_SHOWN.test(text), about);
      // Each stands for a fact that is missing, unless the input brought that very word.
      const brought = JSON.stringify(source);
      for (const sign of SIGNS) require(!text.includes(sign) || brought.includes(sign), about);
    }
  }
}

function wordsOf(code: string, describe: () => Message): Message {
  try {
    return describe();
  } catch (error) {
    throw new Finding(`${code} cannot be described`, { cause: error });
  }
}
