import type { DiffId, Digest, LayerIndex, LayerSource, Limits, Problem } from '@stratascope/core';

/** Rule 26. `indexing` is a state of the job, not of a layer that was read. */
export type LayerState = 'ok' | 'broken' | 'missing' | 'unreadable';

/** What reading a layer found out: facts computed from its bytes, never claims. */
export interface ReadLayer {
  /** From 1, the base. */
  readonly layer: number;
  readonly state: LayerState;
  /** Null where the layer is missing or unreadable. */
  readonly index: LayerIndex | null;
  /** Digest of the stored bytes as read, in the algorithm of the descriptor; null where there is no blob. */
  readonly digest: Digest | null;
  /** Digest of the uncompressed tar as read, as far as it could be; null where nothing was. */
  readonly diffId: DiffId | null;
  /** Bytes of the blob as the store holds it; null where there is none. */
  readonly storedBytes: number | null;
  /** Bytes of the uncompressed tar; null where not known. */
  readonly tarBytes: number | null;
  readonly compression: 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz' | null;
  /** Of reading, verifying and the layer's own entries, each with its `layer`. */
  readonly problems: readonly Problem[];
  /** Digest and diff ID are those that were promised, and all was read: what is answered about it never changes. */
  readonly isVerified: boolean;
}

export interface LayerProgress {
  readonly layer: number;
  readonly readBytes: number;
  readonly totalBytes: number;
}

/** Reads layers: from the cache, or in a worker thread, or in this one. A layer that two callers want is read once. */
export interface LayerReader {
  read(
    source: LayerSource,
    options: {
      readonly limits: Limits;
      readonly signal: AbortSignal;
      readonly onProgress?: (progress: LayerProgress) => void;
    },
  ): Promise<ReadLayer>;
  close(): Promise<void>;
}
