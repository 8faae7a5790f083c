import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import { blobMessage, LayerPool } from './layer-pool';
import { type UnpackedTar, type UnpackTarOptions, unpackTar } from './unpack-tar';

/** Archives that are opened at once, and compressed as a whole, are mostly one. */
const MOST_WORKERS = 2;

/** Unpacks archives that are compressed as a whole. */
export interface ArchiveUnpacker {
  /** Writes the unpacked bytes of a tar to the end of an open file. @throws ImageError as `unpackTar` */
  unpack(
    source: ByteSource,
    compression: Compression,
    file: FileHandle,
    options: UnpackTarOptions,
  ): Promise<UnpackedTar>;
  close(): Promise<void>;
}

/** In this thread, which is held for no longer than a piece takes. */
export const UNPACK_HERE: ArchiveUnpacker = {
  unpack: (source, compression, file, options) =>
    unpackTar(source, compression, async (bytes) => file.writeFile(bytes), options),
  async close() {},
};

/** In a worker thread, so that this one has time for others; archives below so many bytes in this one. */
export function createArchiveUnpacker(options: {
  /** The built `layer-worker`; null: all in this thread. */
  readonly workerEntry: URL | null;
  readonly inThreadBelowBytes: number;
}): ArchiveUnpacker {
  const { workerEntry, inThreadBelowBytes } = options;
  if (workerEntry === null) return UNPACK_HERE;
  const pool = new LayerPool(workerEntry, MOST_WORKERS);
  return {
    unpack(source, compression, file, { limits, signal, onProgress }) {
      const blob = blobMessage(source);
      return blob === null || source.size < inThreadBelowBytes
        ? UNPACK_HERE.unpack(source, compression, file, { limits, signal, onProgress })
        : pool.unpackTar({ blob, compression, file: file.fd, limits }, signal, onProgress);
    },
    close: () => pool.close(),
  };
}
