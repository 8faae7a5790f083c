import { type ByteSource, type SparseRegion, stretchesOf } from '@stratascope/core';
import { checkedRange, PIECE_BYTES } from './file-byte-source';

/** A file with holes: its size, and where its data lie in it. */
export interface SparseFile {
  readonly size: number;
  /** As an entry of a tar keeps them: in order, not overlapping, none empty. */
  readonly regions: readonly SparseRegion[];
}

/** The bytes of a file with holes, whose data are stored one after another. Another thread cannot open them. */
export function sparseByteSource(stored: ByteSource, { size, regions }: SparseFile): ByteSource {
  return {
    size,
    // What was stored is a range of a file, and the map stands in that file as well, so it is the same while that is.
    identity: `sparse:${size}:${stored.identity}`,
    file: null,
    stream: (range, signal) => sparseBytes(stored, { size, regions }, checkedRange(size, range), signal),
  };
}

const ZEROS = new Uint8Array(PIECE_BYTES);

/**
 * `[start, end)` of a file with holes, which read as zeros.
 *
 * @param storedOffset of its data in `stored`
 */
export async function* sparseBytes(
  stored: Pick<ByteSource, 'stream'>,
  { size, regions }: SparseFile,
  { start, end }: { readonly start: number; readonly end: number },
  signal?: AbortSignal,
  storedOffset = 0,
): AsyncGenerator<Uint8Array> {
  for (const stretch of stretchesOf(regions, size, start, end)) {
    if (stretch.kind === 'hole') {
      yield* zeros(stretch.length, signal);
    } else {
      const from = storedOffset + stretch.storedOffset;
      yield* stored.stream({ start: from, end: from + stretch.length }, signal);
    }
  }
}

function* zeros(length: number, signal?: AbortSignal): Generator<Uint8Array> {
  for (let left = length; left > 0; left -= ZEROS.length) {
    signal?.throwIfAborted();
    yield left < ZEROS.length ? ZEROS.subarray(0, left) : ZEROS;
  }
}
