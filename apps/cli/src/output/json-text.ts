import type { OutputStream } from './command-streams';

// What JSON leaves as it is and a terminal may obey or hide: DEL and C1 controls, bidirectional and invisible characters.
const NOT_FOR_TERMINALS = /[\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

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
