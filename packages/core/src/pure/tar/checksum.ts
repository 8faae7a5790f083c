import { readOctal } from './header-number';
import { MalformedTar } from './malformed-tar';

const BLOCK = 512;
const FIELD = 148;
const FIELD_LENGTH = 8;
/** The field counts as if it were filled with spaces. */
const FIELD_SUM = FIELD_LENGTH * 0x20;

/**
 * Adds up blocks of 512 bytes. Each header pays for it, and it is most of what reading one costs: so four bytes are
 * taken at once where memory is aligned, as it is but for odd chunks.
 *
 * A word is split in two halves with two bytes each, 16 bits apart; 128 times 255 fits between them:
 *
 *     .. b3 .. b1     even, after a shift      .. b2 .. b0     odd
 */
export class BlockSummer {
  #bytes: Uint8Array | null = null;
  #words: Int32Array | null = null;

  /** The sum of the block at `start`; 0 for a block of zeros only. */
  sum(bytes: Uint8Array, start: number): number {
    if (bytes !== this.#bytes) this.#view(bytes);
    return this.#words === null || start % 4 !== 0 ? sumBytes(bytes, start) : sumWords(this.#words, start / 4);
  }

  #view(bytes: Uint8Array): void {
    this.#bytes = bytes;
    const isAligned = bytes.byteOffset % 4 === 0;
    this.#words = isAligned ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : null;
  }
}

function sumWords(words: Int32Array, start: number): number {
  let low = 0;
  let high = 0;
  for (let at = start, end = start + BLOCK / 4; at < end; at += 2) {
    const first = words[at] as number;
    const second = words[at + 1] as number;
    low = (low + (first & 0xff00ff) + (second & 0xff00ff)) | 0;
    high = (high + ((first >>> 8) & 0xff00ff) + ((second >>> 8) & 0xff00ff)) | 0;
  }
  return (low & 0xffff) + (low >>> 16) + (high & 0xffff) + (high >>> 16);
}

function sumBytes(bytes: Uint8Array, start: number): number {
  let sum = 0;
  for (let at = start; at < start + BLOCK; at++) sum += bytes[at] as number;
  return sum;
}

/**
 * Checks the header's checksum, as a sum of unsigned or of signed bytes (old writers took either).
 *
 * @param sum of the whole block, from {@link BlockSummer}
 * @throws MalformedTar where it is neither, or no number.
 */
export function verifyChecksum(bytes: Uint8Array, start: number, sum: number): void {
  const claimed = readChecksum(bytes, start);
  let unsigned = sum + FIELD_SUM;
  for (let at = start + FIELD; at < start + FIELD + FIELD_LENGTH; at++) unsigned -= bytes[at] as number;
  if (claimed !== unsigned && claimed !== unsigned - 256 * countHighBytes(bytes, start)) {
    throw new MalformedTar('bad checksum');
  }
}

function readChecksum(bytes: Uint8Array, start: number): number {
  try {
    return readOctal(bytes, start + FIELD, FIELD_LENGTH);
  } catch {
    throw new MalformedTar('bad checksum');
  }
}

/** A byte of 0x80 or more is 256 less where bytes are signed. */
function countHighBytes(bytes: Uint8Array, start: number): number {
  let count = 0;
  for (let at = 0; at < BLOCK; at++) {
    const isField = at >= FIELD && at < FIELD + FIELD_LENGTH;
    if (!isField && (bytes[start + at] as number) >= 0x80) count++;
  }
  return count;
}
