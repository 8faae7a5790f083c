import { readOctal } from './header-number';
import { MalformedTar } from './malformed-tar';

const BLOCK = 512;
const FIELD = 148;
const FIELD_LENGTH = 8;
/** The field counts as if it were filled with spaces. */
const FIELD_SUM = FIELD_LENGTH * 0x20;

/** The sum of the 512 bytes of a block; 0 for a block of zeros only. */
export function sumBlock(bytes: Uint8Array, start: number): number {
  let sum = 0;
  for (let at = start, end = start + BLOCK; at < end; at += 4) {
    // Blocks are whole: four at a time halves the cost of the check, which every header pays.
    sum += (bytes[at] as number) + (bytes[at + 1] as number) + (bytes[at + 2] as number) + (bytes[at + 3] as number);
  }
  return sum;
}

/**
 * Checks the header's checksum, as a sum of unsigned or of signed bytes (old writers took either).
 *
 * @param sum of the whole block, from {@link sumBlock}
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
