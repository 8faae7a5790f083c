import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';

const MOST_BYTES = 32 * 1024 * 1024;

/**
 * What others make of a stored stream: zlib's one-shot gunzip, and a zstd decoder that is not ours. Null where they
 * refuse it, or have nothing to say of its kind.
 */
export function unpackElsewhere(stored: Uint8Array, compression: string | null): Uint8Array | null {
  try {
    switch (compression) {
      case 'gzip':
        return new Uint8Array(gunzipSync(stored, { maxOutputLength: MOST_BYTES }));
      case 'zstd':
        return decompress(stored);
      default:
        return null;
    }
  } catch {
    return null;
  }
}
