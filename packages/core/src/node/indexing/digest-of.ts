import type { ByteSource, Digest, DigestAlgorithm } from '@stratascope/core';
import { passingPieces } from '../blobs/file-byte-source';
import { startDigest } from '../blobs/hashing';
import { readAhead } from '../blobs/read-ahead';

/** The digest of all bytes of a source, read once. */
export async function digestOf(
  source: ByteSource,
  algorithm: DigestAlgorithm,
  signal: AbortSignal,
  onProgress?: (readBytes: number) => void,
): Promise<Digest> {
  const digest = startDigest(algorithm);
  let readBytes = 0;
  for await (const piece of readAhead(passingPieces(source, signal))) {
    digest.update(piece);
    readBytes += piece.length;
    onProgress?.(readBytes);
  }
  return digest.digest();
}
