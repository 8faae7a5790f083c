/** Bytes of a check sum, and what those that it is of come in multiples of. */
export const CHECK_SUM_BYTES = 16;

/**
 * A check sum of 128 bits: it finds what disks, cut writes and mixed-up files do to a form, in a fifth of the time that a
 * SHA-256 takes. It is no proof against a forger; who can write to the cache could put a right digest there as well.
 *
 * Four sums run side by side, each over every fourth word. A step is a bijection of the word and of the sum before it,
 * so that one changed word always changes the sum.
 */
export class CheckSum {
  #first = 0x243f6a88;
  #second = 0x85a308d3 | 0;
  #third = 0x13198a2e;
  #fourth = 0x03707344;

  /** Bytes at a multiple of four within their buffer, a multiple of {@link CHECK_SUM_BYTES} many. */
  add(bytes: Uint8Array): void {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    let first = this.#first;
    let second = this.#second;
    let third = this.#third;
    let fourth = this.#fourth;
    for (let at = 0; at < words.length; at += 4) {
      first = Math.imul(first ^ (words[at] ?? 0), 0x9e3779b1);
      second = Math.imul(second ^ (words[at + 1] ?? 0), 0x85ebca77);
      third = Math.imul(third ^ (words[at + 2] ?? 0), 0xc2b2ae3d);
      fourth = Math.imul(fourth ^ (words[at + 3] ?? 0), 0x27d4eb2f);
      // A product carries upwards only; this brings it down again.
      first ^= first >>> 15;
      second ^= second >>> 15;
      third ^= third >>> 15;
      fourth ^= fourth >>> 15;
    }
    this.#first = first;
    this.#second = second;
    this.#third = third;
    this.#fourth = fourth;
  }

  /** The sum of all that was added so far. */
  bytes(): Uint8Array {
    return new Uint8Array(Int32Array.of(this.#first, this.#second, this.#third, this.#fourth).buffer);
  }
}
