import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ByteSource, Digest, OpenOptions } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import { startDigest } from '../blobs/hashing';
import { openDecompressed } from '../blobs/open-decompressed';
import { asWriteError } from '../own-files/disk-error';
import { holdFile, type Release } from '../own-files/holds';
import { KeptTars } from '../own-files/kept-tars';
import { isTarStart, TAR_START_BYTES } from './tar-start';

export type UnpackedArchive =
  /** Nobody takes it away before `release` is called. */
  | { readonly kind: 'archive'; readonly path: string; readonly release: Release }
  /** What is compressed is no tar: its first bytes tell what it is instead. */
  | { readonly kind: 'other'; readonly first: Uint8Array };

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
  options: OpenOptions,
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
  { limits, signal, onProgress }: OpenOptions,
): Promise<void> {
  const counted = withProgress(source, onProgress ?? (() => {}));
  const unpacked = openDecompressed(counted, compression, { limits, signal });
  try {
    const first = await readStart(unpacked);
    if (!isTarStart(first)) throw new NoTar(first);
    await tars.make(name, (file) => writeAll(file, first, unpacked), signal);
  } finally {
    await unpacked.return(undefined);
  }
}

/** So many first bytes as tell a tar, or more; fewer where there are no more. */
async function readStart(unpacked: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.length < TAR_START_BYTES) {
    const piece = await unpacked.next();
    if (piece.done === true) break;
    start = Buffer.concat([start, piece.value]);
  }
  return start;
}

async function writeAll(file: FileHandle, first: Uint8Array, rest: AsyncIterable<Uint8Array>): Promise<Digest> {
  const digest = startDigest('sha256');
  const write = async (piece: Uint8Array) => {
    digest.update(piece);
    await file.writeFile(piece);
  };
  await write(first);
  for await (const piece of rest) await write(piece);
  return digest.digest();
}

function withProgress(source: ByteSource, onProgress: NonNullable<OpenOptions['onProgress']>): ByteSource {
  return {
    size: source.size,
    identity: source.identity,
    file: source.file,
    async *stream(range, signal) {
      let readBytes = 0;
      for await (const piece of source.stream(range, signal)) {
        readBytes += piece.length;
        onProgress({ readBytes, totalBytes: source.size });
        yield piece;
      }
    },
  };
}
