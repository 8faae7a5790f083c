import { readOctal } from './header-number';
import { sumOfBlock, WordView } from './header-words';
import { MalformedTar } from './malformed-tar';

const BLOCK = 512;
const FIELD = 148;
const FIELD_LENGTH = 8;
/** The field counts as if it were filled with spaces. */
const FIELD_SUM = FIELD_LENGTH * 0x20;

/** Adds up blocks of 512 bytes. */
export class BlockSummer {
  readonly #words = new WordView();

  /** The sum of the block at `start`; 0 for a block of zeros only. */
  sum(bytes: Uint8Array, start: number): number {
    const words = this.#words.of(bytes);
    return words === null || start % 4 !== 0 ? sumBytes(bytes, start) : sumOfBlock(words, start / 4);
  }
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
