import type { SparseRegion } from '../model/entry';

/** A stretch of a sparse file: data that lie in the tar, or a hole. */
export type SparseStretch =
  | {
      readonly kind: 'data';
      readonly length: number;
      /** Where the bytes lie among the stored bytes of the entry. */
      readonly storedOffset: number;
    }
  | { readonly kind: 'hole'; readonly length: number };

/**
 * What the logical bytes `[start, end)` of a sparse file are made of, in order, none empty.
 *
 * @param regions as an entry keeps them: in order, not overlapping, none empty
 * @param size of the logical file; `end` is cut to it
 */
export function* stretchesOf(
  regions: readonly SparseRegion[],
  size: number,
  start = 0,
  end: number = size,
): Generator<SparseStretch, void, undefined> {
  const limit = Math.min(end, size);
  let at = start;
  let storedOffset = 0;
  for (const region of regions) {
    if (at >= limit) return;
    const regionEnd = region.offset + region.length;
    if (at < region.offset) {
      const length = Math.min(region.offset, limit) - at;
      yield { kind: 'hole', length };
      at += length;
    }
    if (at < Math.min(regionEnd, limit)) {
      const length = Math.min(regionEnd, limit) - at;
      yield { kind: 'data', length, storedOffset: storedOffset + at - region.offset };
      at += length;
    }
    storedOffset += region.length;
  }
  if (at < limit) yield { kind: 'hole', length: limit - at };
}

const ZEROS = new Uint8Array(64 * 1024);

/**
 * Makes the logical bytes of a sparse file out of its stored bytes as they come, holes as zeros, in pieces of at most
 * 64 KiB or as long as the piece written. What it hands on is to be used at once: zeros are one shared piece of memory.
 *
 * The time a hole takes follows its length, which the archive merely claims: bound the size before.
 */
export class SparseExpander {
  readonly #stretches: Iterator<SparseStretch, void, undefined>;
  readonly #sink: (piece: Uint8Array) => void;
  /** Bytes of the current data stretch that are still to come; 0 at its end and at the end of the file. */
  #dataLeft = 0;

  constructor(regions: readonly SparseRegion[], size: number, sink: (piece: Uint8Array) => void) {
    this.#stretches = stretchesOf(regions, size);
    this.#sink = sink;
  }

  /** Takes the next stored bytes. More than the regions hold are ignored. */
  write(stored: Uint8Array): void {
    let at = 0;
    while (at < stored.length && this.#findData()) {
      const length = Math.min(this.#dataLeft, stored.length - at);
      this.#sink(stored.subarray(at, at + length));
      this.#dataLeft -= length;
      at += length;
    }
  }

  /** All stored bytes have come: hands on the hole at the end. */
  end(): void {
    this.#findData();
  }

  /** Fills holes up to the next data; false where none are left. */
  #findData(): boolean {
    while (this.#dataLeft === 0) {
      const next = this.#stretches.next();
      if (next.done === true) return false;
      if (next.value.kind === 'data') this.#dataLeft = next.value.length;
      else this.#fill(next.value.length);
    }
    return true;
  }

  #fill(length: number): void {
    for (let left = length; left > 0; left -= ZEROS.length)
      this.#sink(left < ZEROS.length ? ZEROS.subarray(0, left) : ZEROS);
  }
}
