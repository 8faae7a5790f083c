const FIRST_CAPACITY = 4096;

/**
 * Gathers the bytes of one extension header over the pieces in which they come. Memory grows with the bytes that have
 * come, not with the size that the header claims.
 */
export class Payload {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
  }

  /** A view of what was gathered, good until the next call. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
