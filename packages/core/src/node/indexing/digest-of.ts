import type { ByteSource, Digest, DigestAlgorithm } from '@stratascope/core';
import { startDigest } from '../blobs/hashing';

/** The digest of all bytes of a source, read once. */
export async function digestOf(
  source: ByteSource,
  algorithm: DigestAlgorithm,
  signal: AbortSignal,
  onProgress?: (readBytes: number) => void,
): Promise<Digest> {
  const digest = startDigest(algorithm);
  let readBytes = 0;
  for await (const piece of source.stream(undefined, signal)) {
    digest.update(piece);
    readBytes += piece.length;
    onProgress?.(readBytes);
  }
  return digest.digest();
}
