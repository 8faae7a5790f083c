import { escapeCharacter, HIDDEN_CHARACTER } from '@stratascope/core';
import type { SyntaxToken, SyntaxTone } from './highlight-tokens';

/** A line of text as it is drawn: runs of plain text, and marks for what would not be seen. */
export interface TextLine {
  readonly number: number;
  readonly segments: readonly TextSegment[];
}

export interface TextSegment {
  readonly kind: 'plain' | 'mark';
  readonly text: string;
  /** Of the language that the text is in; null where nothing is to be told apart. */
  readonly tone: SyntaxTone | null;
}

/** Lines longer than this are cut: nobody reads them, and they would hold up the page. */
const LONGEST_LINE = 4000;

const NAMES: Readonly<Record<string, string>> = { '\r': 'CR', '\t': 'TAB' };

const HIDDEN = new RegExp(HIDDEN_CHARACTER, 'gu');

/**
 * Text as lines. CR, control, bidirectional and invisible characters become marks, so that nothing hides or reorders.
 *
 * @param tokens the same text in runs of a tone
 * @param withEnds whether line feeds and tabs become marks too
 */
export function textLines(tokens: readonly SyntaxToken[], withEnds = false): readonly TextLine[] {
  const lines: TextSegment[][] = [[]];
  const lengths = [0];
  for (const [text, tone] of tokens) {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) {
        if (withEnds) lines.at(-1)?.push({ kind: 'mark', text: 'LF', tone: null });
        lines.push([]);
        lengths.push(0);
      }
      const length = lengths.at(-1) ?? 0;
      const room = LONGEST_LINE - length;
      lengths[lengths.length - 1] = length + part.length;
      if (room > 0) lines.at(-1)?.push(...textSegments(part.slice(0, room), tone, withEnds));
      if (room >= 0 && part.length > room) lines.at(-1)?.push({ kind: 'mark', text: '…', tone: null });
    }
  }
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines.map((segments, at) => ({ number: at + 1, segments }));
}

/** A run of text, with marks for what would not be seen; `withTabs`: for tabs too. */
export function textSegments(text: string, tone: SyntaxTone | null = null, withTabs = false): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) segments.push({ kind: 'plain', text: text.slice(from, to), tone });
  };
  for (const match of text.matchAll(HIDDEN)) {
    if (match[0] === '\t' && !withTabs) continue;
    plain(match.index);
    segments.push({ kind: 'mark', text: NAMES[match[0]] ?? escapeCharacter(match[0]), tone: null });
    from = match.index + match[0].length;
  }
  plain(text.length);
  return segments;
}

/** Bytes of a text file as characters; a byte order mark stays, to be seen. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
