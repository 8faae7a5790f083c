import type { ByteString } from '../model/byte-string';
import type { Timestamp } from '../model/entry';
import {
  GID,
  GNAME,
  GNU_ATIME,
  GNU_CTIME,
  type HeaderFormat,
  LINK,
  LONG,
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
  readText,
  SHORT,
  SIZE,
  STAR_ATIME,
  STAR_CTIME,
  STAR_PREFIX_LENGTH,
  TYPE,
  UID,
  UNAME,
} from './header-fields';
import { isBase256, readBase256, readNumber, readOctal } from './header-number';
import { MalformedTar } from './malformed-tar';

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
  readonly #uname = new OwnerName();
  readonly #gname = new OwnerName();

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
    return this.format === 'v7' ? NONE : this.#uname.read(this.#bytes, this.#start + UNAME);
  }

  gname(): ByteString {
    return this.format === 'v7' ? NONE : this.#gname.read(this.#bytes, this.#start + GNAME);
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

function readMode(bytes: Uint8Array, start: number): number {
  return isBase256(bytes, start)
    ? Number(readBase256(bytes, start, SHORT) & 0o7777n)
    : // An octal mode has at most 24 bits, so `&` cuts nothing else.
      readOctal(bytes, start, SHORT) & 0o7777;
}
