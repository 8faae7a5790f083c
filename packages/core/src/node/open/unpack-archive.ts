import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ByteSource, OpenOptions } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import { type ArchiveUnpacker, UNPACK_HERE } from '../indexing/archive-unpacker';
import { asWriteError } from '../own-files/disk-error';
import { holdFile, type Release } from '../own-files/holds';
import { KeptTars } from '../own-files/kept-tars';

export type UnpackedArchive =
  /** Nobody takes it away before `release` is called. */
  | { readonly kind: 'archive'; readonly path: string; readonly release: Release }
  /** What is compressed is no tar: its first bytes tell what it is instead. */
  | { readonly kind: 'other'; readonly first: Uint8Array };

export interface UnpackArchiveOptions extends OpenOptions {
  /** Who unpacks; this thread, if left out. */
  readonly unpacker?: ArchiveUnpacker;
}

/** Most bytes of unpacked archives that are kept if nobody says otherwise; one that is larger is kept alone. */
const DEFAULT_SCRATCH_BYTES = 16 * 1024 ** 3;

/** What was unpacked just now may be taken away before it is held by nobody but a second process that clears all. */
const MOST_ATTEMPTS = 3;

/**
 * Unpacks an archive that is compressed as a whole into the scratch folder, once: as long as the file is the same,
 * what was unpacked is found there again, in other processes too, and believed if it still is what was written. It is
 * bounded by `limits.unpackedRatio`, and given up at once if it is no tar.
 *
 * @throws ImageError `stream-corrupt`, `compression-unsupported`, `limit-unpacked-ratio`, `limit-zstd-window`, `disk-full`.
 */
export async function unpackArchive(
  source: ByteSource,
  compression: Compression,
  options: UnpackArchiveOptions,
): Promise<UnpackedArchive> {
  const { scratchFolder, signal } = options;
  const tars = new KeptTars(scratchFolder, options.scratchBytes ?? DEFAULT_SCRATCH_BYTES);
  const name = `${createHash('sha256').update(source.identity).digest('hex')}.tar`;
  const release = await holdFile(scratchFolder, name);
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if ((await tars.find(name, signal)) !== null) return { kind: 'archive', path: tars.path(name), release };
      await unpackInto(tars, name, source, compression, options);
    }
    throw new Error('what is unpacked does not stay in the scratch folder');
  } catch (error) {
    await release();
    if (error instanceof NoTar) return { kind: 'other', first: error.first };
    throw asWriteError(error, scratchFolder, signal);
  }
}

/** It is thrown out of the midst of unpacking, so that nothing stays of it. */
class NoTar extends Error {
  readonly first: Uint8Array;

  constructor(first: Uint8Array) {
    super('not a tar');
    this.first = first;
  }
}

async function unpackInto(
  tars: KeptTars,
  name: string,
  source: ByteSource,
  compression: Compression,
  { limits, signal, onProgress, unpacker = UNPACK_HERE }: UnpackArchiveOptions,
): Promise<void> {
  const unpackOptions = {
    limits,
    signal,
    onProgress: (readBytes: number) => onProgress?.({ readBytes, totalBytes: source.size }),
  };
  const fill = async (file: FileHandle) => {
    const unpacked = await unpacker.unpack(source, compression, file, unpackOptions);
    // It may have been told to stop when a worker was just done.
    signal.throwIfAborted();
    if (unpacked.kind === 'other') throw new NoTar(unpacked.first);
    return unpacked.digest;
  };
  await tars.make(name, fill, signal);
}
