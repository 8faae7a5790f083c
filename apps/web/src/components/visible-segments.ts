import { type ByteString, byteStringToBytes } from '@stratascope/core';

/** A part of a name as it may be shown: text as it is, or a boxed escape for what would hide, reorder or break. */
export interface VisibleSegment {
  readonly kind: 'plain' | 'escape' | 'space';
  readonly text: string;
}

const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0\ufeff]/u;

/**
 * A name made fit to be seen: control, bidirectional and invisible characters and bytes that are not UTF-8 become
 * escapes (`\x0a`, `\u202e`, `\xff`), spaces at its ends become dots. Nothing of it can hide or reorder its surroundings.
 */
export function visibleSegments(name: ByteString): readonly VisibleSegment[] {
  const segments: VisibleSegment[] = [];
  const add = (kind: VisibleSegment['kind'], text: string) => {
    const last = segments.at(-1);
    if (last?.kind === kind && kind === 'plain') segments[segments.length - 1] = { kind, text: last.text + text };
    else segments.push({ kind, text });
  };

  const characters = decode(name);
  const isEdgeSpace = (at: number) =>
    characters[at] === ' ' &&
    (characters.slice(0, at).every((one) => one === ' ') || characters.slice(at).every((one) => one === ' '));

  characters.forEach((character, at) => {
    if (typeof character === 'number') add('escape', `\\x${character.toString(16).padStart(2, '0')}`);
    else if (character === ' ' && isEdgeSpace(at)) add('space', '·');
    else if (HIDDEN.test(character)) add('escape', escapeOf(character));
    else add('plain', character);
  });
  return segments;
}

/** The same as one text, for labels and titles. */
export function visibleText(name: ByteString): string {
  return visibleSegments(name)
    .map(({ text }) => text)
    .join('');
}

function escapeOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return `\\x${point.toString(16).padStart(2, '0')}`;
  return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`;
}

/** Characters in order; a byte that is no part of UTF-8 is its number. */
function decode(name: ByteString): readonly (string | number)[] {
  if (!/[^\0-\x7f]/.test(name)) return Array.from(name);
  const bytes = byteStringToBytes(name);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const characters: (string | number)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const sequence = bytes.subarray(at, at + length);
    try {
      if (sequence.length < length) throw new RangeError('cut');
      characters.push(decoder.decode(sequence));
      at += length;
    } catch {
      characters.push(bytes[at] ?? 0);
      at += 1;
    }
  }
  return characters;
}

function sequenceLength(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
