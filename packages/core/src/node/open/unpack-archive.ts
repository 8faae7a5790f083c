import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import type { ByteSource, OpenOptions } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import { openDecompressed } from '../blobs/open-decompressed';
import { BoundedFolder } from '../indexing/bounded-folder';
import { asWriteError } from './spool-stream';
import { isTarStart, TAR_START_BYTES } from './tar-start';

export type UnpackedArchive =
  | { readonly kind: 'archive'; readonly path: string }
  /** What is compressed is no tar: its first bytes tell what it is instead. */
  | { readonly kind: 'other'; readonly first: Uint8Array };

/** Most bytes of unpacked archives that are kept; one that is larger is kept alone. */
const MOST_KEPT_BYTES = 16 * 1024 ** 3;

/**
 * Unpacks an archive that is compressed as a whole into the scratch folder, once: as long as the file is the same,
 * what was unpacked is found there again, in other processes too. It is bounded by `limits.unpackedRatio`, and given up
 * at once if it is no tar.
 *
 * @throws ImageError `stream-corrupt`, `compression-unsupported`, `limit-unpacked-ratio`, `limit-zstd-window`, `disk-full`.
 */
export async function unpackArchive(
  source: ByteSource,
  compression: Compression,
  { scratchFolder, limits, signal, onProgress }: OpenOptions,
): Promise<UnpackedArchive> {
  const folder = new BoundedFolder(scratchFolder, MOST_KEPT_BYTES);
  const name = `${createHash('sha256').update(source.identity).digest('hex')}.tar`;
  const path = folder.path(name);
  if (await isThere(path)) return { kind: 'archive', path };
  const counted = withProgress(source, onProgress ?? (() => {}));
  const unpacked = openDecompressed(counted, compression, { limits, signal });
  try {
    // Images are secrets: the folder is for who started this alone.
    await mkdir(scratchFolder, { recursive: true, mode: 0o700 });
    const first = await readStart(unpacked);
    if (!isTarStart(first)) return { kind: 'other', first };
    await folder.write(name, (temporary) => writeAll(temporary, first, unpacked));
    return { kind: 'archive', path };
  } catch (error) {
    throw asWriteError(error, scratchFolder, signal);
  } finally {
    await unpacked.return(undefined);
  }
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

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

async function writeAll(path: string, first: Uint8Array, rest: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await writePiece(file, first);
    for await (const piece of rest) await writePiece(file, piece);
  } finally {
    await file.close();
  }
}

/** A write may be short, as on a full disk. */
async function writePiece(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
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
