import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { Timestamp } from '../model/entry';
import { isBase256, readBase256, readNumber, readOctal } from './header-number';
import { MalformedTar } from './malformed-tar';

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
 */
const NAME = 0;
const NAME_LENGTH = 100;
const MODE = 100;
const UID = 108;
const GID = 116;
const SIZE = 124;
const MTIME = 136;
const TYPE = 156;
const LINK = 157;
const MAGIC = 257;
const UNAME = 265;
const GNAME = 297;
const OWNER_LENGTH = 32;
const MAJOR = 329;
const MINOR = 337;
const PREFIX = 345;
const PREFIX_LENGTH = 155;
const STAR_PREFIX_LENGTH = 131;
const STAR_ATIME = 476;
const STAR_CTIME = 488;
const STAR_TRAILER = 508;
const GNU_ATIME = 345;
const GNU_CTIME = 357;
const SHORT = 8;
const LONG = 12;

const NONE = '' as ByteString;
/** No time that octal digits can say. */
const NOT_OCTAL = -1;
const EPOCH: Timestamp = { seconds: 0n, nanoseconds: 0 };

/**
 * Takes headers apart. The fields of the last header stand in its members, since an object for each of a
 * million headers costs more than reading them; owners and times that repeat are made once.
 *
 * Source: POSIX, `pax`, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"; `star(5)`.
 */
export class HeaderDecoder {
  format: HeaderFormat = 'v7';
  /** The type's byte as it stands. */
  typeFlag = 0;
  size = 0;
  /** Permission bits; type bits in the field are cut off. */
  mode = 0;
  uid = 0;
  gid = 0;
  deviceMajor = 0;
  deviceMinor = 0;

  #bytes: Uint8Array = new Uint8Array(512);
  #start = 0;
  #mtime: Timestamp = EPOCH;
  #mtimeSeconds = 0;
  /** What `#mtime` was made of. */
  #madeSeconds = 0;
  readonly #uname = new RepeatedText();
  readonly #gname = new RepeatedText();

  /**
   * Reads the numbers of the header at `start`. The texts are read when asked for, as long as `bytes` stands.
   *
   * @throws MalformedTar where a number is none.
   */
  decode(bytes: Uint8Array, start: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.format = readFormat(bytes, start);
    this.typeFlag = bytes[start + TYPE] as number;
    this.size = readNumber(bytes, start + SIZE, LONG);
    this.mode = readMode(bytes, start + MODE);
    this.uid = readNumber(bytes, start + UID, SHORT);
    this.gid = readNumber(bytes, start + GID, SHORT);
    this.#decodeTime(bytes, start + MTIME);
    this.deviceMajor = this.format === 'v7' ? 0 : readNumber(bytes, start + MAJOR, SHORT);
    this.deviceMinor = this.format === 'v7' ? 0 : readNumber(bytes, start + MINOR, SHORT);
    if (this.format === 'star') {
      // Not kept, but a header whose times are no numbers is no header.
      readNumber(bytes, start + STAR_ATIME, LONG);
      readNumber(bytes, start + STAR_CTIME, LONG);
    }
  }

  /** The name with the prefix that the format has. */
  name(): ByteString {
    const name = this.#text(NAME, NAME_LENGTH);
    const prefix = this.#prefix();
    return prefix === NONE ? name : (`${prefix}/${name}` as ByteString);
  }

  link(): ByteString {
    return this.#text(LINK, NAME_LENGTH);
  }

  /** Made when asked for: a header before a pax header's `mtime` needs none. */
  mtime(): Timestamp {
    const seconds = this.#mtimeSeconds;
    if (seconds !== this.#madeSeconds) {
      this.#mtime = { seconds: BigInt(seconds), nanoseconds: 0 };
      this.#madeSeconds = seconds;
    }
    return this.#mtime;
  }

  uname(): ByteString {
    return this.format === 'v7' ? NONE : this.#uname.read(this.#bytes, this.#start + UNAME, OWNER_LENGTH);
  }

  gname(): ByteString {
    return this.format === 'v7' ? NONE : this.#gname.read(this.#bytes, this.#start + GNAME, OWNER_LENGTH);
  }

  #prefix(): ByteString {
    switch (this.format) {
      case 'v7':
        return NONE;
      case 'ustar':
        return this.#text(PREFIX, PREFIX_LENGTH);
      case 'star':
        return this.#text(PREFIX, STAR_PREFIX_LENGTH);
      case 'gnu':
        return this.#misplacedPrefix();
    }
  }

  /** Some writers put a ustar prefix under the GNU magic: it is one where times should be, but none can be read. */
  #misplacedPrefix(): ByteString {
    if (this.#isGnuTime(GNU_ATIME) && this.#isGnuTime(GNU_CTIME)) return NONE;
    const prefix = this.#text(PREFIX, PREFIX_LENGTH);
    return /^[\x01-\x7f]*$/.test(prefix) ? prefix : NONE;
  }

  #isGnuTime(field: number): boolean {
    const start = this.#start + field;
    if (this.#bytes[start] === 0) return true;
    try {
      readNumber(this.#bytes, start, LONG);
      return true;
    } catch (error) {
      if (error instanceof MalformedTar) return false;
      throw error;
    }
  }

  #decodeTime(bytes: Uint8Array, start: number): void {
    if (isBase256(bytes, start)) {
      this.#mtime = { seconds: readBase256(bytes, start, LONG), nanoseconds: 0 };
      this.#mtimeSeconds = NOT_OCTAL;
      this.#madeSeconds = NOT_OCTAL;
    } else {
      this.#mtimeSeconds = readOctal(bytes, start, LONG);
    }
  }

  #text(field: number, length: number): ByteString {
    return readText(this.#bytes, this.#start + field, length);
  }
}

/** One text field whose value mostly is that of the header before. */
class RepeatedText {
  readonly #last = new Uint8Array(OWNER_LENGTH);
  #text = NONE;

  read(bytes: Uint8Array, start: number, length: number): ByteString {
    if (bytes[start] === 0) return NONE;
    const last = this.#last;
    let at = 0;
    while (at < length && last[at] === bytes[start + at]) {
      if (last[at] === 0) return this.#text;
      at++;
    }
    if (at === length) return this.#text;
    last.set(bytes.subarray(start, start + length));
    this.#text = readText(bytes, start, length);
    return this.#text;
  }
}

/** The bytes up to the first NUL, or the whole field. */
function readText(bytes: Uint8Array, start: number, length: number): ByteString {
  const limit = start + length;
  let end = start;
  while (end < limit && bytes[end] !== 0) end++;
  return end === start ? NONE : bytesToByteString(bytes, start, end);
}

function readMode(bytes: Uint8Array, start: number): number {
  return isBase256(bytes, start)
    ? Number(readBase256(bytes, start, SHORT) & 0o7777n)
    : // An octal mode has at most 24 bits, so `&` cuts nothing else.
      readOctal(bytes, start, SHORT) & 0o7777;
}

function readFormat(bytes: Uint8Array, start: number): HeaderFormat {
  if (!hasText(bytes, start + MAGIC, 'ustar')) return 'v7';
  if (hasText(bytes, start + MAGIC + 5, '\0')) return hasText(bytes, start + STAR_TRAILER, 'tar\0') ? 'star' : 'ustar';
  return hasText(bytes, start + MAGIC + 5, '  \0') ? 'gnu' : 'v7';
}

function hasText(bytes: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}
