import type { ByteString } from '../model/byte-string';
import {
  GID,
  GNAME,
  GNU_ATIME,
  GNU_CTIME,
  MAJOR,
  MINOR,
  MODE,
  MTIME,
  NAME,
  NAME_LENGTH,
  OwnerName,
  PREFIX,
  PREFIX_LENGTH,
  readFormat,
  SHORT,
  SIZE,
  STAR_TRAILER,
  TYPE,
  UID,
  UNAME,
} from './header-fields';
import { readOctal } from './header-number';
import { octalOf8, octalOf12 } from './header-words';

const FILE_TYPE = 0x30;
const DIRECTORY_TYPE = 0x35;
const DOT = 0x2e;
const SLASH = 0x2f;
const PERMISSIONS = 0o7777;
/** Words from magic to minor number: of the first all but one byte, of the last one byte. */
const KNOWN_AT = 64;
const KNOWN_WORDS = 23;
const FIRST_KNOWN_BITS = 0xffffff00 | 0;
const LAST_KNOWN_BITS = 0xff;

/** Prefix, slash and name. */
export const LONGEST_PLAIN_PATH = PREFIX_LENGTH + 1 + NAME_LENGTH;

/** An entry of which one header says all, as most are. Good until the reader goes on to the next. */
export interface PlainEntry {
  readonly isDirectory: boolean;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname: ByteString;
  readonly gname: ByteString;
  readonly mtimeSeconds: number;
  /** 0 for a directory. */
  readonly size: number;
  /** Where the data begin in the uncompressed tar, in bytes. */
  readonly dataOffset: number;
  /** The first `pathLength` bytes are the path in normal form (rule 2), but for its first slash; not the root. */
  readonly path: Uint8Array;
  readonly pathLength: number;
  /** Where the base name begins in `path`. */
  readonly baseStart: number;
}

/**
 * Reads headers that need nothing but themselves: of files and directories, in ustar or GNU form, with numbers in octal
 * digits, no component of whose names is empty or begins with a dot, so that no mark is among them (rules 5 to 7).
 *
 * No object and no text is made of them: for a hundred thousand small files those are most of what scanning costs.
 * All others are for the `HeaderDecoder`, which would read these the same.
 */
export class PlainHeader implements PlainEntry {
  isDirectory = false;
  mode = 0;
  uid = 0;
  gid = 0;
  uname = '' as ByteString;
  gname = '' as ByteString;
  mtimeSeconds = 0;
  size = 0;
  dataOffset = 0;
  readonly path: Uint8Array = new Uint8Array(LONGEST_PLAIN_PATH);
  pathLength = 0;
  baseStart = 0;

  readonly #uname = new OwnerName();
  readonly #gname = new OwnerName();
  #isGnu = false;
  /** What stood from magic to device numbers in the last header that was decoded. */
  readonly #known = new Int32Array(KNOWN_WORDS);

  /**
   * `words`: the same memory as `bytes`; `start` a multiple of four. False where the header is none of those, or wrong:
   * then nothing here is to be used.
   */
  decode(bytes: Uint8Array, words: Int32Array, start: number): boolean {
    const type = bytes[start + TYPE];
    if (type !== FILE_TYPE && type !== DIRECTORY_TYPE) return false;
    const at = start / 4;
    const mode = octalOf8(words, at + MODE / 4);
    const uid = octalOf8(words, at + UID / 4);
    const gid = octalOf8(words, at + GID / 4);
    const size = octalOf12(words, at + SIZE / 4);
    const mtimeSeconds = octalOf12(words, at + MTIME / 4);
    if ((mode | uid | gid) < 0 || size < 0 || mtimeSeconds < 0) return false;
    if (!this.#isKnown(words, at) && !this.#takeRest(bytes, words, start)) return false;
    if (!this.#takePath(bytes, start)) return false;
    this.isDirectory = type === DIRECTORY_TYPE;
    this.mode = mode & PERMISSIONS;
    this.uid = uid;
    this.gid = gid;
    this.size = this.isDirectory ? 0 : size;
    this.mtimeSeconds = mtimeSeconds;
    return true;
  }

  /** Magic, names of the owner and device numbers are mostly those of the header before. */
  #isKnown(words: Int32Array, at: number): boolean {
    const known = this.#known;
    if (((words[at + KNOWN_AT] as number) & FIRST_KNOWN_BITS) !== known[0]) return false;
    for (let word = 1; word < KNOWN_WORDS - 1; word++) if (words[at + KNOWN_AT + word] !== known[word]) return false;
    return ((words[at + KNOWN_AT + KNOWN_WORDS - 1] as number) & LAST_KNOWN_BITS) === known[KNOWN_WORDS - 1];
  }

  #takeRest(bytes: Uint8Array, words: Int32Array, start: number): boolean {
    const format = readFormat(bytes, start);
    if (format !== 'ustar' && format !== 'gnu') return false;
    // Of no use to these types, but to be numbers all the same.
    if (!isOctal(bytes, start + MAJOR) || !isOctal(bytes, start + MINOR)) return false;
    this.#isGnu = format === 'gnu';
    this.uname = this.#uname.read(bytes, start + UNAME);
    this.gname = this.#gname.read(bytes, start + GNAME);
    const first = start / 4 + KNOWN_AT;
    const known = this.#known;
    known.set(words.subarray(first, first + KNOWN_WORDS));
    known[0] = (known[0] as number) & FIRST_KNOWN_BITS;
    known[KNOWN_WORDS - 1] = (known[KNOWN_WORDS - 1] as number) & LAST_KNOWN_BITS;
    return true;
  }

  #takePath(bytes: Uint8Array, start: number): boolean {
    this.pathLength = 0;
    this.baseStart = 0;
    if (this.#isGnu) {
      // A time there, or a prefix that others put in its place.
      if (bytes[start + GNU_ATIME] !== 0 || bytes[start + GNU_CTIME] !== 0) return false;
    } else {
      // It may be the end of star's, which has times there, and a shorter prefix.
      if (bytes[start + STAR_TRAILER] !== 0) return false;
      if (bytes[start + PREFIX] !== 0 && !this.#takeName(bytes, start + PREFIX, PREFIX_LENGTH)) return false;
    }
    return this.#takeName(bytes, start + NAME, NAME_LENGTH);
  }

  /** Puts a name behind what is there of the path; false where it is not in normal form, a `./` before all and a `/` behind. */
  #takeName(bytes: Uint8Array, start: number, mostLength: number): boolean {
    const path = this.path;
    const limit = start + mostLength;
    let at = start;
    let end = this.pathLength;
    if (end > 0) path[end++] = SLASH;
    else if (bytes[at] === DOT && bytes[at + 1] === SLASH) at += 2;
    let base = end;
    for (let byte = 0; at < limit; at++) {
      byte = bytes[at] as number;
      if (byte === 0) break;
      if (end === base && (byte === SLASH || byte === DOT)) return false;
      path[end++] = byte;
      if (byte === SLASH) base = end;
    }
    if (end > 0 && path[end - 1] === SLASH) {
      end--;
      base = path.lastIndexOf(SLASH, end - 1) + 1;
    }
    this.pathLength = end;
    this.baseStart = base;
    return end > 0;
  }
}

function isOctal(bytes: Uint8Array, start: number): boolean {
  try {
    readOctal(bytes, start, SHORT);
    return true;
  } catch {
    return false;
  }
}
