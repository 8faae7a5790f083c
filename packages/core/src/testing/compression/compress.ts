import { gzipSync } from 'node:zlib';
import { zstdFrame } from './zstd-frame';

export type Compression = 'none' | 'gzip' | 'zstd';

/** `bytes` in a form that every reader of that compression takes; gzip at its best level, without name and time. */
export function compress(bytes: Uint8Array, compression: Compression): Uint8Array {
  switch (compression) {
    case 'none':
      return bytes;
    case 'gzip': {
      const compressed = new Uint8Array(gzipSync(bytes, { level: 9 }));
      // The operating system that wrote it: unknown, so that all write the same header.
      compressed[9] = 0xff;
      return compressed;
    }
    case 'zstd':
      return zstdFrame(bytes);
  }
}
