import { MalformedTar } from './malformed-tar';

const NUL = 0x00;
const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;

/**
 * A number of a header field, octal or base-256; may be negative. Beyond 2^53 it is the nearest that a number can be.
 *
 * @throws MalformedTar where the field is no number, or one of more than 63 bits and a sign.
 */
export function readNumber(bytes: Uint8Array, start: number, length: number): number {
  return isBase256(bytes, start) ? Number(readBase256(bytes, start, length)) : readOctal(bytes, start, length);
}

/** Whether the field is in GNU's binary form: the first bit is set. */
export function isBase256(bytes: Uint8Array, start: number): boolean {
  return (bytes[start] ?? 0) >= 0x80;
}

/**
 * Octal digits with spaces or NULs before and after; an empty field is 0. What follows a NUL behind the digits is not read.
 *
 * Source: POSIX, `pax`, "ustar Interchange Format"; in the details Go's `archive/tar` (rule 13).
 */
export function readOctal(bytes: Uint8Array, start: number, length: number): number {
  const end = start + length;
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  let value = 0;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= SEVEN) value = value * 8 + (byte - ZERO);
    else if (byte === NUL) return value;
    else if (byte === SPACE) break;
    else throw new MalformedTar('bad number');
  }
  for (; at < end; at++) if (!isBlank(bytes[at])) throw new MalformedTar('bad number');
  return value;
}

/**
 * A big-endian two's complement number below the marker bit.
 *
 * Source: GNU tar manual, "Extensions to the Archive Format": numbers that do not fit into octal digits.
 */
export function readBase256(bytes: Uint8Array, start: number, length: number): bigint {
  const first = bytes[start] ?? 0;
  const isNegative = (first & 0x40) !== 0;
  // The marker bit becomes a copy of the sign, so that the field is plain two's complement.
  let value = BigInt(isNegative ? first - 0x100 : first & 0x7f);
  for (let at = start + 1; at < start + length; at++) value = value * 256n + BigInt(bytes[at] ?? 0);
  if (BigInt.asIntN(64, value) !== value) throw new MalformedTar('bad number');
  return value;
}

function isBlank(byte: number | undefined): boolean {
  return byte === NUL || byte === SPACE;
}
