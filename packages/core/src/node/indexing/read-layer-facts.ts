import type { ByteSource, DiffId, Digest, DigestAlgorithm, LayerIndex, Limits, Problem } from '@stratascope/core';
import { compressionOf, decompress } from '../blobs/decompress';
import type { Compression } from '../blobs/detect-compression';
import { type DigestStream, startDigest } from '../blobs/hashing';
import { Unpacking } from './unpacking';

/** What a blob is found to be by reading it: nothing in it was claimed by anyone, so it is true of all its copies. */
export interface LayerFacts {
  readonly state: 'ok' | 'broken' | 'unreadable';
  readonly compression: Compression;
  readonly storedBytes: number;
  readonly digest: Digest;
  /** Digest and number of the unpacked bytes, as far as they could be had; null where the layer is unreadable. */
  readonly diffId: DiffId | null;
  readonly tarBytes: number | null;
  /** Sealed. */
  readonly index: LayerIndex | null;
  /** Of the stream and the tar; those of the index are its own. Without `layer`. */
  readonly problems: readonly Problem[];
}

export interface LayerFactsOptions {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly diffIdAlgorithm: DigestAlgorithm;
  /** What makes the digest of the unpacked bytes; this thread, if left out. */
  readonly tarDigest?: DigestStream;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** After each piece: stored bytes read so far. */
  readonly onProgress?: (readBytes: number) => void;
}

/**
 * Reads a layer once, from its first stored byte to the last: digest, unpacking, diff ID, tar, a SHA-256 per file, index
 * (rules 13 to 15, 20). Memory is flat but for the index.
 *
 * A fault leaves what came before it (`broken`); a bomb, or what cannot be unpacked at all, leaves nothing
 * (`unreadable`); in any case the blob is read to its end, for its digest.
 *
 * @throws ImageError `location-changed`; the signal's reason
 */
export async function readLayerFacts(blob: ByteSource, options: LayerFactsOptions): Promise<LayerFacts> {
  const { limits, signal } = options;
  const compression = await compressionOf(blob, signal);
  // Without compression the unpacked bytes are the stored ones.
  const isDigestShared = compression === 'none' && options.digestAlgorithm === options.diffIdAlgorithm;
  const unpacking = new Unpacking({
    limits,
    storedBytes: blob.size,
    tarDigest: options.tarDigest ?? startDigest(options.diffIdAlgorithm),
    isDigestWanted: isDigestShared,
  });
  const digest = isDigestShared ? null : startDigest(options.digestAlgorithm);
  let readBytes = 0;
  const fault = await decompress(blob, compression, {
    onStored(piece) {
      digest?.update(piece);
      readBytes += piece.length;
      options.onProgress?.(readBytes);
    },
    take: (bytes) => unpacking.take(bytes),
    limits,
    signal,
  });
  const found = unpacking.finish(fault);
  return {
    ...found.facts,
    compression,
    storedBytes: blob.size,
    digest: digest?.digest() ?? found.tarDigest,
  };
}
