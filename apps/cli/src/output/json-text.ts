import { HIDDEN_CHARACTER } from '@stratascope/core';
import type { OutputStream } from './command-streams';

// JSON leaves as they are: DEL and C1 controls, bidirectional and invisible characters.
const NOT_FOR_TERMINALS = new RegExp(`(?!\\n)(?:${HIDDEN_CHARACTER.source})`, 'gu');

/**
 * A value as JSON, without a line break in it. Byte for byte the same for every file and pipe; on a terminal the
 * characters that could disturb it are written as escapes, which is the same JSON.
 */
export function jsonText(value: unknown, stream: OutputStream): string {
  const text = JSON.stringify(value);
  return stream.isTerminal ? text.replace(NOT_FOR_TERMINALS, escapeCharacter) : text;
}

/** The same over several indented lines, for a document that people read too. */
export function jsonDocument(value: unknown, stream: OutputStream): string {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  return stream.isTerminal ? text.replace(NOT_FOR_TERMINALS, escapeCharacter) : text;
}

function escapeCharacter(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
