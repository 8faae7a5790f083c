import { type ByteString, textToByteString } from './byte-string';

/** A run of a shown name: `escaped` runs stand for bytes or characters that cannot be shown as they are. */
export interface VisibleSegment {
  readonly text: string;
  readonly escaped: boolean;
}

/** A name made safe to show: nothing in it moves the cursor, turns the reading direction or is invisible. */
export interface VisibleText {
  readonly text: string;
  readonly segments: readonly VisibleSegment[];
}

// Controls, format characters (bidirectional marks, zero-width, byte order mark, tags), line and paragraph separators,
// lone surrogates, private use, unassigned, fillers and variation selectors, and spaces that pass for U+0020 or nothing.
/** A character that is not shown as it is. */
export const HIDDEN_CHARACTER =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u00a0\u1680\u2000-\u200a\u202f\u205f]|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u2800|\u3164|\uffa0|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u;

const HIDDEN_CHARACTERS = new RegExp(HIDDEN_CHARACTER, 'gu');

const ESCAPE_LIKE = /\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|u\{[0-9a-f]+\}|\\)/;

/**
 * A name as people may safely see it: control, bidirectional and invisible characters as `\u202e`, control bytes and
 * bytes that are not UTF-8 as `\x0a`, `\xff`; all else as it is.
 *
 * Where there are escapes, or what could be taken for one, backslashes are doubled: two names are never shown alike.
 */
export function visibleText(bytes: ByteString): VisibleText {
  const segments: { text: string; escaped: boolean }[] = [];
  for (const { text, escaped } of characters(bytes)) {
    const last = segments.at(-1);
    if (last?.escaped === escaped) last.text += text;
    else segments.push({ text, escaped });
  }
  const plain = segments.every((segment) => !segment.escaped && !ESCAPE_LIKE.test(segment.text));
  if (!plain)
    for (const segment of segments) if (!segment.escaped) segment.text = segment.text.replaceAll('\\', '\\\\');
  return { text: segments.map((segment) => segment.text).join(''), segments };
}

/** The same for text, such as that of a JSON document. */
export function visibleString(text: string): string {
  return isPlain(text) ? text : visibleText(textToByteString(text)).text;
}

/**
 * Prose of several lines made safe to show: as {@link visibleString}, but line breaks and tabs stay, and backslashes are
 * never doubled. It is for reading; two texts may be shown alike.
 */
export function visibleLines(text: string): string {
  return text.replace(HIDDEN_CHARACTERS, (character) =>
    /[\n\t]/.test(character) ? character : escapeCharacter(character),
  );
}

const isPlain = (text: string) => /^[ -[\]-~]*$/.test(text);

function* characters(bytes: ByteString): Generator<VisibleSegment> {
  if (isPlain(bytes)) {
    if (bytes !== '') yield { text: bytes, escaped: false };
    return;
  }
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      yield { text: `\\x${hex(bytes.charCodeAt(at), 2)}`, escaped: true };
    } else {
      const character = decode(bytes, at, length);
      yield HIDDEN_CHARACTER.test(character)
        ? { text: escapeCharacter(character), escaped: true }
        : { text: character, escaped: false };
    }
    at += Math.max(length, 1);
  }
}

/** What stands for a hidden character: `\x0a`, `\u202e`. */
export function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return `\\x${hex(point, 2)}`;
  return point > 0xffff ? `\\u{${hex(point, 0)}}` : `\\u${hex(point, 4)}`;
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** How many bytes the well-formed UTF-8 sequence at `at` has; 0 where there is none (Unicode, table 3-7). */
function sequenceLength(bytes: ByteString, at: number): number {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return 1;
  const second = bytes.charCodeAt(at + 1);
  const isTail = (offset: number) => (bytes.charCodeAt(at + offset) & 0xc0) === 0x80;
  if (first >= 0xc2 && first <= 0xdf) return isTail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(2) && isTail(3) ? 4 : 0;
  }
  return 0;
}

function decode(bytes: ByteString, at: number, length: number): string {
  const byte = (offset: number) => bytes.charCodeAt(at + offset);
  const tail = (offset: number) => byte(offset) & 0x3f;
  if (length === 1) return String.fromCharCode(byte(0));
  if (length === 2) return String.fromCharCode(((byte(0) & 0x1f) << 6) | tail(1));
  if (length === 3) return String.fromCharCode(((byte(0) & 0x0f) << 12) | (tail(1) << 6) | tail(2));
  return String.fromCodePoint(((byte(0) & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3));
}
