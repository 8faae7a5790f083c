import { type ByteSource, type Digest, type DigestAlgorithm, ImageError, type Limits } from '@stratascope/core';
import { decompress } from '../blobs/decompress';
import type { Compression } from '../blobs/detect-compression';
import { startDigest } from '../blobs/hashing';
import type { ByteRing } from './byte-ring';
import { type StreamEnd, type UnpackedFacts, Unpacking } from './unpacking';

/*
 * Two threads read one layer: the first reads the blob, makes its digest and unpacks it into a ring; the second takes the
 * unpacked bytes out of it, makes their digest and reads the tar. So the unpacking, which takes longest, goes on while
 * files are hashed, and what one of them gains on the other is kept in the ring.
 */

/**
 * The first thread's part; the digest of the blob. Blocks while the ring is full.
 *
 * @throws ImageError `location-changed`; the signal's reason
 */
export async function unpackIntoRing(
  blob: ByteSource,
  ring: ByteRing,
  options: {
    readonly compression: Compression;
    readonly digestAlgorithm: DigestAlgorithm;
    readonly limits: Limits;
    readonly signal: AbortSignal;
    readonly onProgress: (readBytes: number) => void;
  },
): Promise<Digest> {
  const digest = startDigest(options.digestAlgorithm);
  let readBytes = 0;
  try {
    const fault = await decompress(blob, options.compression, {
      onStored(piece) {
        digest.update(piece);
        readBytes += piece.length;
        options.onProgress(readBytes);
      },
      take(bytes) {
        ring.write(bytes);
        return !ring.isClosed;
      },
      limits: options.limits,
      signal: options.signal,
    });
    ring.end(fault === null ? '' : JSON.stringify({ code: fault.code, details: fault.details } satisfies StreamEnd));
    return digest.digest();
  } catch (error) {
    ring.close();
    throw error;
  }
}

/**
 * The second thread's part. Blocks until the first has come to the end.
 *
 * @throws ImageError `cancelled` where the ring was closed before.
 */
export function readRing(
  ring: ByteRing,
  options: { readonly diffIdAlgorithm: DigestAlgorithm; readonly limits: Limits; readonly storedBytes: number },
): UnpackedFacts {
  const unpacking = new Unpacking({
    limits: options.limits,
    storedBytes: options.storedBytes,
    tarDigest: startDigest(options.diffIdAlgorithm),
    isDigestWanted: false,
  });
  for (const piece of ring.pieces()) {
    if (unpacking.take(piece)) continue;
    // A bomb: the other goes on with the digest of the blob alone.
    ring.close();
    return unpacking.finish(null).facts;
  }
  if (ring.isClosed) throw new ImageError('cancelled');
  return unpacking.finish(ring.note === '' ? null : (JSON.parse(ring.note) as StreamEnd)).facts;
}
