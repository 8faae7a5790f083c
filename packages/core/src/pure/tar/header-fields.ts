import { type ByteString, bytesToByteString } from '../model/byte-string';

/** Which of the dialects a header is written in: told by its magic. */
export type HeaderFormat = 'v7' | 'ustar' | 'gnu' | 'star';

/*
 * A header is one block of 512 bytes. All dialects share the first 257:
 *
 *     0 name 100 | 100 mode 8 | 108 uid 8 | 116 gid 8 | 124 size 12 | 136 mtime 12 | 148 checksum 8 | 156 type 1 | 157 link 100
 *   257 magic 6 | 263 version 2 | 265 uname 32 | 297 gname 32 | 329 major 8 | 337 minor 8      (not v7)
 *   345 prefix 155                                                                             (ustar)
 *   345 prefix 131 | 476 atime 12 | 488 ctime 12 | 508 "tar\0"                                 (star)
 *   345 atime 12 | 357 ctime 12 | 386 four sparse regions 96 | 482 more 1 | 483 real size 12   (gnu)
 *
 * Source: POSIX, `pax`, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"; `star(5)`.
 */
export const NAME = 0;
export const NAME_LENGTH = 100;
export const MODE = 100;
export const UID = 108;
export const GID = 116;
export const SIZE = 124;
export const MTIME = 136;
export const CHECKSUM = 148;
export const TYPE = 156;
export const LINK = 157;
export const UNAME = 265;
export const GNAME = 297;
export const MAJOR = 329;
export const MINOR = 337;
export const PREFIX = 345;
export const PREFIX_LENGTH = 155;
export const STAR_PREFIX_LENGTH = 131;
export const STAR_ATIME = 476;
export const STAR_CTIME = 488;
export const STAR_TRAILER = 508;
export const GNU_ATIME = 345;
export const GNU_CTIME = 357;
/** Bytes of a number field. */
export const SHORT = 8;
export const LONG = 12;

const MAGIC = 257;
const OWNER_LENGTH = 32;
const NONE = '' as ByteString;

export function readFormat(bytes: Uint8Array, start: number): HeaderFormat {
  if (!hasText(bytes, start + MAGIC, 'ustar')) return 'v7';
  if (hasText(bytes, start + MAGIC + 5, '\0')) return hasText(bytes, start + STAR_TRAILER, 'tar\0') ? 'star' : 'ustar';
  return hasText(bytes, start + MAGIC + 5, '  \0') ? 'gnu' : 'v7';
}

function hasText(bytes: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** The bytes up to the first NUL, or the whole field. */
export function readText(bytes: Uint8Array, start: number, length: number): ByteString {
  const limit = start + length;
  let end = start;
  while (end < limit && bytes[end] !== 0) end++;
  return end === start ? NONE : bytesToByteString(bytes, start, end);
}

/** The name of an owner, which mostly is that of the header before: then it is the same text. */
export class OwnerName {
  readonly #last = new Uint8Array(OWNER_LENGTH);
  #text = NONE;

  read(bytes: Uint8Array, start: number): ByteString {
    if (bytes[start] === 0) return NONE;
    const last = this.#last;
    let at = 0;
    while (at < OWNER_LENGTH && last[at] === bytes[start + at]) {
      if (last[at] === 0) return this.#text;
      at++;
    }
    if (at === OWNER_LENGTH) return this.#text;
    last.set(bytes.subarray(start, start + OWNER_LENGTH));
    this.#text = readText(bytes, start, OWNER_LENGTH);
    return this.#text;
  }
}
