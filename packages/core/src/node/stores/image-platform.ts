import { createHash } from 'node:crypto';
import type { Digest, ImagePlatform } from '@stratascope/core';
import { memoryByteSource } from '../blobs/memory-byte-source';

/** What reading images takes from Node. */
export const imagePlatform: ImagePlatform = {
  hash: (algorithm, bytes) => `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}` as Digest,
  memorySource: memoryByteSource,
};
