import { type ByteString, textToByteString } from '../../model/byte-string';

/** One character of a query, with what it stands for. */
export interface QueryCharacter {
  /** The bytes meant. */
  readonly bytes: ByteString;
  /** `*`, `?`, `"` and `:` mean themselves: they are escaped, or in quotes. */
  readonly isPlain: boolean;
  /** Where it begins in the text, and the next one. */
  readonly offset: number;
  readonly end: number;
}

/** What a backslash may stand before to take its meaning away; before all else it is a backslash. */
const ESCAPED = new Set(['\\', '"', '*', '?', '-', ':', ' ']);
/** A byte by its digits, or a character by its number, as names are shown that hide something. */
const CODE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})/y;
const LARGEST_CODE_POINT = 0x10ffff;

/** The character of a query at an offset. */
export function readCharacter(text: string, offset: number): QueryCharacter {
  const point = text.codePointAt(offset) ?? 0;
  const character = String.fromCodePoint(point);
  if (character !== '\\') {
    return { bytes: textToByteString(character), isPlain: false, offset, end: offset + character.length };
  }
  CODE.lastIndex = offset;
  const code = CODE.exec(text);
  if (code !== null) {
    const [written, byte, short, long] = code;
    const end = offset + written.length;
    if (byte !== undefined) {
      const bytes = String.fromCharCode(Number.parseInt(byte, 16)) as ByteString;
      return { bytes, isPlain: true, offset, end };
    }
    const number = Number.parseInt(short ?? long ?? '', 16);
    if (number <= LARGEST_CODE_POINT) {
      return { bytes: textToByteString(String.fromCodePoint(number)), isPlain: true, offset, end };
    }
  }
  const next = text[offset + 1] ?? '';
  if (ESCAPED.has(next)) return { bytes: next as ByteString, isPlain: true, offset, end: offset + 2 };
  return { bytes: '\\' as ByteString, isPlain: true, offset, end: offset + 1 };
}

/** Characters up to the next blank that is not escaped. */
export function readBare(text: string, offset: number): readonly QueryCharacter[] {
  const characters: QueryCharacter[] = [];
  for (let at = offset; at < text.length && !isBlank(text[at] ?? ''); ) {
    const character = readCharacter(text, at);
    characters.push(character);
    at = character.end;
  }
  return characters;
}

/** The bytes between a quote at `offset` and the one that closes it, and where that ends; null where none does. */
export function readQuoted(text: string, offset: number): { readonly bytes: ByteString; readonly end: number } | null {
  let bytes = '';
  for (let at = offset + 1; at < text.length; ) {
    if (text[at] === '"') return { bytes: bytes as ByteString, end: at + 1 };
    const character = readCharacter(text, at);
    bytes += character.bytes;
    at = character.end;
  }
  return null;
}

export function isBlank(character: string): boolean {
  return /\s/.test(character);
}
