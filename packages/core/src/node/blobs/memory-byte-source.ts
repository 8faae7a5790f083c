import { createHash } from 'node:crypto';
import type { ByteSource } from '@stratascope/core';
import { checkedRange, PIECE_BYTES } from './file-byte-source';

/** Bytes that are at hand, e.g. those of a descriptor's `data`. They must not change any more. */
export function memoryByteSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    identity: `memory:${createHash('sha256').update(bytes).digest('hex')}`,
    file: null,
    async *stream(range, signal) {
      const { start, end } = checkedRange(bytes.length, range);
      for (let at = start; at < end; at += PIECE_BYTES) {
        signal?.throwIfAborted();
        yield bytes.subarray(at, Math.min(end, at + PIECE_BYTES));
      }
    },
  };
}
