import { crc32 } from 'node:zlib';
import type { TakeBytes } from './decompressor';

const WINDOW_BYTES = 32 * 1024;
const OUTPUT_BYTES = 256 * 1024;
const LONGEST_MATCH = 258;

/** What deflate unpacks: kept as far as matches can reach back, given on in larger pieces, with the check sum of a member. */
export class DeflateOutput {
  readonly #take: TakeBytes;
  readonly #bytes = new Uint8Array(WINDOW_BYTES + OUTPUT_BYTES + LONGEST_MATCH);
  #at = 0;
  /** What stands before this was given already; kept as the window. */
  #givenTo = 0;
  #memberBytes = 0;
  #crc = 0;
  #isStopped = false;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  /** No more is wanted. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Bytes that can be put, besides one match, before {@link makeRoom} has to be called. */
  get room(): number {
    return WINDOW_BYTES + OUTPUT_BYTES - this.#at;
  }

  /** Leaves space for the longest match, keeping the window. */
  makeRoom(): void {
    if (this.#at < WINDOW_BYTES + OUTPUT_BYTES) return;
    this.give();
    this.#bytes.copyWithin(0, this.#at - WINDOW_BYTES, this.#at);
    this.#at = WINDOW_BYTES;
    this.#givenTo = WINDOW_BYTES;
  }

  put(byte: number): void {
    this.#bytes[this.#at++] = byte;
  }

  putAll(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Puts what stands so far back once more; false where the member has not so much. */
  repeat(distance: number, length: number): boolean {
    if (distance > this.#memberBytes + this.#at - this.#givenTo) return false;
    const bytes = this.#bytes;
    for (let end = this.#at + length; this.#at < end; this.#at++) bytes[this.#at] = bytes[this.#at - distance] ?? 0;
    return true;
  }

  /** Gives on all there is. */
  give(): void {
    if (this.#at === this.#givenTo) return;
    const bytes = this.#bytes.subarray(this.#givenTo, this.#at);
    this.#crc = crc32(bytes, this.#crc);
    this.#memberBytes += bytes.length;
    this.#givenTo = this.#at;
    if (!this.#isStopped) this.#isStopped = !this.#take(bytes);
  }

  /** Gives on the rest of a member, and begins the next. Whether check sum and length of this one are those of its trailer. */
  endMember(crc: number, length: number): boolean {
    this.give();
    const isRight = crc === this.#crc && length === this.#memberBytes % 0x1_0000_0000;
    this.#memberBytes = 0;
    this.#crc = 0;
    return isRight;
  }
}
