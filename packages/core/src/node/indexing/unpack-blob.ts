import { writeSync } from 'node:fs';
import type { ByteSource, Digest, DigestAlgorithm } from '@stratascope/core';
import { decompress } from '../blobs/decompress';
import type { Compression } from '../blobs/detect-compression';
import { startDigest } from '../blobs/hashing';

/** It was unpacked when it was indexed, so its bounds have been held to. */
const NO_LIMITS = { zstdWindow: Number.POSITIVE_INFINITY };

/**
 * Writes the unpacked bytes of a blob to the end of an open file, and gives their digest; a damaged stream just ends.
 *
 * Blocks while it writes: for a worker thread.
 */
export async function unpackBlob(
  blob: ByteSource,
  options: { readonly compression: Compression; readonly file: number; readonly digestAlgorithm: DigestAlgorithm },
  signal: AbortSignal,
): Promise<Digest> {
  const digest = startDigest(options.digestAlgorithm);
  await decompress(blob, options.compression, {
    take(bytes) {
      digest.update(bytes);
      writeAll(options.file, bytes);
      return true;
    },
    limits: NO_LIMITS,
    signal,
  });
  return digest.digest();
}

/** Writes to the end of an open file; blocks. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
