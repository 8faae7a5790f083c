import type { ByteString } from '../../model/byte-string';

/** A part of a glob for one name: bytes as they are (folded), `?` for one character, `*` for any number of them. */
export type GlobPart = { readonly kind: 'bytes'; readonly bytes: ByteString } | { readonly kind: 'one' | 'many' };

/**
 * Whether a name (folded, as the glob is) is made as a glob says. A character is a byte of ASCII, or a byte from 0xc0 up
 * with the bytes that continue it in UTF-8; of a name that is not UTF-8 a stray byte counts as one.
 *
 * Only the newest `*` is ever tried again, so that no name and glob together cost more than their lengths multiplied.
 */
export function matchesGlob(parts: readonly GlobPart[], name: string): boolean {
  let part = 0;
  let at = 0;
  let starPart = -1;
  let starAt = 0;
  for (;;) {
    const wanted = parts[part];
    if (wanted?.kind === 'many') {
      starPart = part++;
      starAt = at;
      continue;
    }
    if (wanted === undefined) {
      if (at === name.length) return true;
    } else if (wanted.kind === 'bytes' && name.startsWith(wanted.bytes, at)) {
      at += wanted.bytes.length;
      part++;
      continue;
    } else if (wanted.kind === 'one' && at < name.length) {
      at += characterLength(name, at);
      part++;
      continue;
    }
    // The newest star takes one character more.
    if (starPart < 0 || starAt >= name.length) return false;
    starAt += characterLength(name, starAt);
    at = starAt;
    part = starPart + 1;
  }
}

const LONGEST_CHARACTER = 4;

/** Bytes of the character that begins at `at`. */
function characterLength(name: string, at: number): number {
  if (name.charCodeAt(at) < 0xc0) return 1;
  let length = 1;
  while (length < LONGEST_CHARACTER && (name.charCodeAt(at + length) & 0xc0) === 0x80) length++;
  return length;
}

/** The longest run of plain bytes in a glob: what a name has to hold; empty where there is none. */
export function longestBytes(parts: readonly GlobPart[]): ByteString {
  return parts.reduce<ByteString>(
    (longest, part) => (part.kind === 'bytes' && part.bytes.length > longest.length ? part.bytes : longest),
    '' as ByteString,
  );
}
