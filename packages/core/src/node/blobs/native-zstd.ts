import * as zlib from 'node:zlib';
import { CHUNK_BYTES, type ZlibTransform } from './native-stream';

/** From Node 22.15 on; the types are those of the oldest Node that this runs on. */
interface ZlibWithZstd {
  readonly createZstdDecompress: (options: {
    readonly chunkSize: number;
    readonly params: Readonly<Record<number, number>>;
  }) => ZlibTransform;
  readonly constants: { readonly ZSTD_d_windowLogMax: number };
}

/** The largest window that the library takes at all, as a power of two. */
const MOST_WINDOW_LOG = 31;

/** Node's own zstd decompressor, which takes windows of any size; null where this Node has none. */
export function createNativeZstd(): ZlibTransform | null {
  if (!hasZstd(zlib)) return null;
  const params = { [zlib.constants.ZSTD_d_windowLogMax]: MOST_WINDOW_LOG };
  return zlib.createZstdDecompress({ chunkSize: CHUNK_BYTES, params });
}

function hasZstd(module: object): module is ZlibWithZstd {
  return 'createZstdDecompress' in module;
}
