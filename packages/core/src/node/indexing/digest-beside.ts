import { type Digest, type DigestAlgorithm, ImageError } from '@stratascope/core';
import { type DigestStream, startDigest } from '../blobs/hashing';
import type { ByteRing } from './byte-ring';

/**
 * The digest of a tar, made by a second thread while this one unpacks and reads it.
 *
 * `isTaken`: the other thread is sent the bytes; else it has them from the same file. To ask for the digest waits for it.
 */
export function digestBeside(ring: ByteRing, isTaken: boolean): DigestStream {
  return {
    update(bytes) {
      if (isTaken) ring.write(bytes);
    },
    /** @throws ImageError `cancelled` where the other thread was stopped. */
    digest() {
      ring.end();
      const digest = ring.awaitAnswer();
      if (digest === null) throw new ImageError('cancelled');
      return digest as Digest;
    },
  };
}

/** The other thread's part: the digest of all that comes through the ring. Blocks until it has ended. */
export function digestOfRing(ring: ByteRing, algorithm: DigestAlgorithm): Digest {
  const digest = startDigest(algorithm);
  for (const piece of ring.pieces()) digest.update(piece);
  if (ring.isClosed) throw new ImageError('cancelled');
  return digest.digest();
}
