import type { ByteString } from '../model/byte-string';
import type { TarEntry } from '../model/entry';
import type { Problem } from '../model/problem';
import type { PlainEntry } from '../tar/plain-header';
import { SparseExpander } from '../tar/sparse-expander';
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
  let stream: Sha256Stream | null = null;
  let expander: SparseExpander | null = null;
  let whole: ByteString | null = null;

  return {
    entry(entry: TarEntry) {
      current = entry;
      whole = null;
      stream = null;
      expander = null;
      if (entry.sparse !== null) {
        options.beforeHoles?.(entry.size - entry.storedSize);
        const hasher = sha256.start();
        stream = hasher;
        expander = new SparseExpander(entry.sparse, entry.size, (piece) => hasher.update(piece));
      }
    },
    plainEntry(entry: PlainEntry, piece: Uint8Array, start: number) {
      const digest = entry.isDirectory ? NONE : sha256.digest(piece.subarray(start, start + entry.size));
      builder.addPlain(entry, digest);
    },
    data(bytes: Uint8Array) {
      if (current?.type !== 'file') return;
      if (expander !== null) {
        expander.write(bytes);
      } else if (stream === null && bytes.length === current.size) {
        whole = sha256.digest(bytes);
      } else {
        stream ??= sha256.start();
        stream.update(bytes);
      }
    },
    entryEnd() {
      const entry = current;
      if (entry === null) return;
      current = null;
      expander?.end();
      builder.add(entry, entry.type === 'file' ? (whole ?? stream?.digest() ?? sha256.digest(NO_BYTES)) : NONE);
    },
    problem(problem: Problem) {
      builder.addProblem(problem);
    },
  };
}
