import type { PrefixCode } from './deflate-codes';

const EMPTY = new Uint8Array();

/** More bytes are needed to read what was begun. */
export const OUT_OF_INPUT = Symbol('out of input');
/** The stream is wrong. */
export const FAULT = Symbol('fault');

/**
 * The bits of a compressed stream, from the lowest of each byte on, as its pieces come.
 *
 * What is read between two marks is read whole or not at all: where the input ends within it, OUT_OF_INPUT is thrown, and
 * after {@link rewind} and the next piece it is read again.
 */
export class DeflateInput {
  #input: Uint8Array = EMPTY;
  /** Position in `#input` of the next byte that is not among the bits. */
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  /** Compressed bytes before `#input`. */
  #before = 0;

  #markedAt = 0;
  #markedBits = 0;
  #markedBitCount = 0;

  /** The compressed byte that was read last, in the whole stream. */
  get lastRead(): number {
    return Math.max(0, this.#before + this.#at - 1 - (this.#bitCount >> 3));
  }

  /** The next byte, if no bits are held back and there is one. */
  get next(): number | undefined {
    return this.#input[this.#at];
  }

  add(piece: Uint8Array): void {
    // Whole bytes among the bits go back to the input that they came from: `alignToByte` may yet give them back.
    this.#at -= this.#bitCount >> 3;
    this.#bitCount &= 7;
    this.#bits &= (1 << this.#bitCount) - 1;
    const rest = this.#input.subarray(this.#at);
    this.#before += this.#at;
    this.#at = 0;
    this.#input = rest.length === 0 ? piece : new Uint8Array(Buffer.concat([rest, piece]));
  }

  mark(): void {
    this.#markedAt = this.#at;
    this.#markedBits = this.#bits;
    this.#markedBitCount = this.#bitCount;
  }

  rewind(): void {
    this.#at = this.#markedAt;
    this.#bits = this.#markedBits;
    this.#bitCount = this.#markedBitCount;
  }

  /** @throws OUT_OF_INPUT; FAULT where no code of the stream begins with the next bits. */
  symbol({ table, bits }: PrefixCode): number {
    while (this.#bitCount < bits && this.#at < this.#input.length) this.#pull();
    const entry = table[this.#bits & ((1 << bits) - 1)] ?? 0;
    const length = entry & 15;
    // Bits that have not come yet stand as zeros: neither a code nor its absence can be told from them.
    if (length > this.#bitCount || (entry === 0 && this.#bitCount < bits)) throw OUT_OF_INPUT;
    if (entry === 0) throw FAULT;
    this.#drop(length);
    return entry >> 4;
  }

  /** A number of so many bits, at most 16. @throws OUT_OF_INPUT */
  number(count: number): number {
    while (this.#bitCount < count) {
      if (this.#at === this.#input.length) throw OUT_OF_INPUT;
      this.#pull();
    }
    const number = this.#bits & ((1 << count) - 1);
    this.#drop(count);
    return number;
  }

  /** Two bytes, the lower one first. @throws OUT_OF_INPUT */
  number16(): number {
    return this.number(8) | (this.number(8) << 8);
  }

  /** Drops what is left of a byte that was begun; bytes that were pulled whole are put back. */
  alignToByte(): void {
    this.#at -= this.#bitCount >> 3;
    this.#bits = 0;
    this.#bitCount = 0;
  }

  /** At most so many of the bytes that are there, where no bits are held back; good until the next piece. */
  bytes(most: number): Uint8Array {
    const bytes = this.#input.subarray(this.#at, this.#at + most);
    this.#at += bytes.length;
    return bytes;
  }

  /** Passes over all up to a NUL, and the NUL; false where none has come yet. */
  skipText(): boolean {
    const end = this.#input.indexOf(0, this.#at);
    this.#at = end < 0 ? this.#input.length : end + 1;
    return end >= 0;
  }

  #pull(): void {
    this.#bits |= (this.#input[this.#at++] ?? 0) << this.#bitCount;
    this.#bitCount += 8;
  }

  #drop(count: number): void {
    this.#bits >>>= count;
    this.#bitCount -= count;
  }
}
