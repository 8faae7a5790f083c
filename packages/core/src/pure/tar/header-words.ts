/** Words of a header. */
const BLOCK_WORDS = 128;
const DIGITS = 0x30303030;
/** What is the same in the bytes of all octal digits. */
const DIGIT_BITS = 0xf8f8f8f8 | 0;
const SPACE = 0x20;
/** Two digits, a NUL and a space, and which bits of them are fixed. */
const SUM_END = 0x20003030;
const SUM_END_BITS = 0xfffff8f8 | 0;

/** A word's first byte is its lowest, as on nearly all machines; else none are given out here. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * A piece of a tar as words of 32 bits: what is done for each header costs a quarter so. It is kept for the next header,
 * since a piece holds many.
 */
export class WordView {
  #piece: Uint8Array | null = null;
  #words: Int32Array | null = null;
  #bytes: Uint8Array = new Uint8Array();

  /** Null where memory is not aligned, as it is but for odd pieces. */
  of(piece: Uint8Array): Int32Array | null {
    if (piece !== this.#piece) {
      const { buffer, byteOffset, length } = piece;
      const isUsable = IS_LITTLE_ENDIAN && byteOffset % 4 === 0;
      this.#piece = piece;
      this.#bytes = new Uint8Array(buffer, byteOffset, length);
      this.#words = isUsable ? new Int32Array(buffer, byteOffset, length >> 2) : null;
    }
    return this.#words;
  }

  /** The same bytes without what the platform may add to them: a part of a `Buffer` takes twice the time to make. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }
}

/** The sum of all bytes of the header's block that begins at word `start`; 0 for a block of zeros only. */
export function sumOfBlock(words: Int32Array, start: number): number {
  // A word is split in two halves with two bytes each, 16 bits apart; 128 times 255 fits between them:
  //     .. b3 .. b1     odd, after a shift      .. b2 .. b0     even
  let even = 0;
  let odd = 0;
  for (let at = start, end = start + BLOCK_WORDS; at < end; at += 2) {
    const first = words[at] as number;
    const second = words[at + 1] as number;
    even = (even + (first & 0xff00ff) + (second & 0xff00ff)) | 0;
    odd = (odd + ((first >>> 8) & 0xff00ff) + ((second >>> 8) & 0xff00ff)) | 0;
  }
  return (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
}

/** A number field of 8 bytes that is seven octal digits with a NUL or a space behind; -1 for any other. */
export function octalOf8(words: Int32Array, at: number): number {
  const first = words[at] as number;
  const second = words[at + 1] as number;
  return isDigits(first) && isEndOfDigits(second) ? (digitsOf(first) << 9) | digitsOf(second << 8) : -1;
}

/** The same of 12 bytes with eleven digits. */
export function octalOf12(words: Int32Array, at: number): number {
  const first = words[at] as number;
  const second = words[at + 1] as number;
  const third = words[at + 2] as number;
  if (!isDigits(first) || !isDigits(second) || !isEndOfDigits(third)) return -1;
  return ((digitsOf(first) << 12) | digitsOf(second)) * 0o1000 + digitsOf(third << 8);
}

function isDigits(word: number): boolean {
  return ((word ^ DIGITS) & DIGIT_BITS) === 0;
}

/** Three digits, then a NUL or a space. */
function isEndOfDigits(word: number): boolean {
  const end = word >>> 24;
  return ((word ^ DIGITS) & DIGIT_BITS & 0xffffff) === 0 && (end === 0 || end === SPACE);
}

/** The first digit stands in the lowest byte. */
function digitsOf(word: number): number {
  return ((word & 7) << 9) | ((word >>> 2) & 0o700) | ((word >>> 13) & 0o70) | ((word >>> 24) & 7);
}

/**
 * Whether a checksum field of six octal digits, a NUL and a space says `sum`, which is of the whole block: the form in
 * which nearly all stand. False for any other form.
 */
export function isChecksum(words: Int32Array, at: number, sum: number): boolean {
  const first = words[at] as number;
  const second = words[at + 1] as number;
  if (!isDigits(first) || ((second ^ SUM_END) & SUM_END_BITS) !== 0) return false;
  const claimed = (digitsOf(first) << 6) | ((second & 7) << 3) | ((second >>> 8) & 7);
  // The field counts as eight spaces.
  return claimed === sum - sumOfBytes(first) - sumOfBytes(second) + 8 * SPACE;
}

function sumOfBytes(word: number): number {
  return (word & 0xff) + ((word >>> 8) & 0xff) + ((word >>> 16) & 0xff) + (word >>> 24);
}
