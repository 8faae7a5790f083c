import type { ByteString } from '../model/byte-string';
import type { TarEntry } from '../model/entry';
import type { Problem } from '../model/problem';
import type { TarSink } from '../tar/tar-sink';
import type { LayerIndexBuilder } from './layer-index-builder';

/** SHA-256 as the platform has it; a digest is its 32 bytes. */
export interface Sha256 {
  /** Of bytes that are all there: much the quickest for small files. */
  digest(bytes: Uint8Array): ByteString;
  start(): Sha256Stream;
}

export interface Sha256Stream {
  update(bytes: Uint8Array): void;
  digest(): ByteString;
}

const NONE = '' as ByteString;
const NO_BYTES = new Uint8Array();
const ZEROS = new Uint8Array(256 * 1024);

/**
 * Feeds a layer index from a tar reader, hashing each file's logical content on its way.
 *
 * `beforeHoles` is told how many bytes of zeros a sparse file asks to be hashed, before they are: they cost time but no
 * bytes of the tar, so whoever bounds the work has to count them, and may throw.
 */
export function layerIndexSink(
  builder: LayerIndexBuilder,
  sha256: Sha256,
  options: { readonly beforeHoles?: (bytes: number) => void } = {},
): TarSink {
  let current: TarEntry | null = null;
  let hasher: FileHasher | null = null;
  let whole: ByteString | null = null;

  return {
    entry(entry: TarEntry) {
      current = entry;
      whole = null;
      hasher = null;
      if (entry.sparse !== null) {
        options.beforeHoles?.(entry.size - entry.storedSize);
        hasher = new FileHasher(sha256.start(), entry);
      }
    },
    data(bytes: Uint8Array) {
      if (current === null || current.type !== 'file') return;
      if (hasher === null && bytes.length === current.size) {
        whole = sha256.digest(bytes);
        return;
      }
      hasher ??= new FileHasher(sha256.start(), current);
      hasher.update(bytes);
    },
    entryEnd() {
      const entry = current;
      if (entry === null) return;
      current = null;
      if (entry.type !== 'file') builder.add(entry, NONE);
      else builder.add(entry, whole ?? hasher?.finish() ?? sha256.digest(NO_BYTES));
    },
    problem(problem: Problem) {
      builder.addProblem(problem);
    },
  };
}

/** Hashes a file's logical content out of its stored bytes: each hole as zeros, in its place. */
class FileHasher {
  readonly #stream: Sha256Stream;
  readonly #entry: TarEntry;
  #region = -1;
  #leftInRegion = 0;
  /** How far the logical content has been hashed. */
  #at = 0;

  constructor(stream: Sha256Stream, entry: TarEntry) {
    this.#stream = stream;
    this.#entry = entry;
  }

  update(bytes: Uint8Array): void {
    if (this.#entry.sparse === null) {
      this.#stream.update(bytes);
      return;
    }
    let from = 0;
    while (from < bytes.length) {
      if (this.#leftInRegion === 0 && !this.#enterNextRegion(this.#entry.sparse)) return;
      const length = Math.min(this.#leftInRegion, bytes.length - from);
      this.#stream.update(bytes.subarray(from, from + length));
      this.#leftInRegion -= length;
      this.#at += length;
      from += length;
    }
  }

  finish(): ByteString {
    if (this.#entry.sparse !== null) this.#zerosTo(this.#entry.size);
    return this.#stream.digest();
  }

  #enterNextRegion(regions: NonNullable<TarEntry['sparse']>): boolean {
    this.#region++;
    const region = regions[this.#region];
    if (region === undefined) return false;
    this.#zerosTo(region.offset);
    this.#leftInRegion = region.length;
    return true;
  }

  #zerosTo(end: number): void {
    while (this.#at < end) {
      const length = Math.min(ZEROS.length, end - this.#at);
      this.#stream.update(length === ZEROS.length ? ZEROS : ZEROS.subarray(0, length));
      this.#at += length;
    }
  }
}
