import { ZstdMalformed } from './zstd-malformed';

/**
 * Bits that were written forward and are read from the end back (RFC 8878, section 4.1, "Bitstream"). The highest bit
 * that is set in the last byte only marks the end.
 *
 * Up to four bytes past the end are looked at, so the memory has to go on there.
 */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  /** Of the bit after the next one, counted from the start of the memory. */
  #at: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    const last = end > start ? (bytes[end - 1] ?? 0) : 0;
    if (last === 0) throw new ZstdMalformed('bits without an end');
    this.#bytes = bytes;
    this.#start = start * 8;
    this.#at = end * 8 - (Math.clz32(last) - 24) - 1;
  }

  /** Bits that have not been read; negative where more were read than there are (they were what stands before). */
  get left(): number {
    return this.#at - this.#start;
  }

  /** At most 25 bits. */
  read(count: number): number {
    const at = this.#at - count;
    this.#at = at;
    if (at < 0) throw new ZstdMalformed('bits that are not there');
    const byte = at >> 3;
    const bytes = this.#bytes;
    const word =
      (bytes[byte] ?? 0) |
      ((bytes[byte + 1] ?? 0) << 8) |
      ((bytes[byte + 2] ?? 0) << 16) |
      ((bytes[byte + 3] ?? 0) << 24);
    return (word >>> (at & 7)) & ((1 << count) - 1);
  }
}
