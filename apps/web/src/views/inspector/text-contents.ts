import { escapeCharacter, HIDDEN_CHARACTER } from '@stratascope/core';

/** A line of text as it is drawn: runs of plain text, and marks for what would not be seen. */
export interface TextLine {
  readonly number: number;
  readonly segments: readonly TextSegment[];
}

export interface TextSegment {
  readonly kind: 'plain' | 'mark';
  readonly text: string;
}

/** Lines longer than this are cut: nobody reads them, and they would hold up the page. */
const LONGEST_LINE = 4000;

/** Whether bytes are to be read as text: UTF-8 without NUL, but for a character that the end of the piece cuts. */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    // `stream` lets the last character be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const HIDDEN = new RegExp(HIDDEN_CHARACTER, 'gu');

/** Text as lines. CR, control, bidirectional and invisible characters become marks, so that nothing hides or reorders. */
export function textLines(bytes: Uint8Array): readonly TextLine[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, at) => ({ number: at + 1, segments: segmentsOf(line) }));
}

function segmentsOf(line: string): readonly TextSegment[] {
  const cut = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
  const segments: TextSegment[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) segments.push({ kind: 'plain', text: cut.slice(from, to) });
  };
  for (const match of cut.matchAll(HIDDEN)) {
    if (match[0] === '\t') continue;
    plain(match.index);
    segments.push({ kind: 'mark', text: match[0] === '\r' ? 'CR' : escapeCharacter(match[0]) });
    from = match.index + match[0].length;
  }
  plain(cut.length);
  if (cut.length < line.length) segments.push({ kind: 'mark', text: '…' });
  return segments;
}
