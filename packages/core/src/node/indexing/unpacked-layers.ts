import { open, stat } from 'node:fs/promises';
import { type ByteSource, type DiffId, ImageError, splitDigest } from '@stratascope/core';
import { PIECE_BYTES } from '../blobs/file-byte-source';
import { startDigest } from '../blobs/hashing';
import { openDecompressed } from '../blobs/open-decompressed';
import { BoundedFolder } from './bounded-folder';
import type { ReadLayer } from './layer-reader';
import { SharedJobs } from './shared-jobs';

/** The layer was unpacked when it was indexed, so its bounds have been held to: what differs now is another file. */
const NO_LIMITS = { zstdWindow: Number.POSITIVE_INFINITY, unpackedRatio: Number.POSITIVE_INFINITY };

/** The bytes of a layer's tar. */
export type TarBytes = Pick<ByteSource, 'stream'>;

/**
 * Tars of compressed layers, unpacked into a bounded folder under the digest of their bytes.
 *
 * A tar is verified when it is written, and once more when it is found there at the first use in this process. Two that
 * want the same one wait for the same unpacking. When there is too much, what was read longest ago goes; a stream that
 * has begun is not disturbed by it.
 */
export class UnpackedLayers {
  readonly #folder: BoundedFolder;
  /** The stamp of each file that was verified, by its name. */
  readonly #verified = new Map<string, string>();
  readonly #jobs = new SharedJobs<TarBytes, never>();

  constructor(folder: string, mostBytes: number) {
    this.#folder = new BoundedFolder(folder, mostBytes);
  }

  /** The unpacked bytes of a layer, as far as they could be had when it was indexed. @throws ImageError */
  async open(blob: ByteSource, layer: ReadLayer, signal: AbortSignal): Promise<TarBytes> {
    const { diffId, tarBytes } = layer;
    if (diffId === null || tarBytes === null) {
      throw new ImageError('layer-unknown', { details: { layer: layer.layer } });
    }
    if (tarBytes > this.#folder.mostBytes) return unpackedEachTime(blob, layer);
    const { algorithm, hex } = splitDigest(diffId);
    const name = `${algorithm}-${hex}.tar`;
    return this.#jobs.join(name, (jobSignal) => this.#find(name, diffId, blob, layer, jobSignal), { signal });
  }

  async #find(
    name: string,
    diffId: DiffId,
    blob: ByteSource,
    layer: ReadLayer,
    signal: AbortSignal,
  ): Promise<TarBytes> {
    const path = this.#folder.path(name);
    const stamp = await stampOf(path);
    if (stamp !== null) {
      const tar = cachedTar(path, stamp);
      if (this.#verified.get(name) === stamp || (await hasDigest(tar, diffId, signal))) {
        this.#verified.set(name, stamp);
        this.#folder.noteUse(name);
        return tar;
      }
      await this.#folder.remove(name);
    }
    await this.#folder.write(name, (temporary) => unpackInto(temporary, blob, layer, diffId, signal));
    const written = await stampOf(path);
    if (written === null) throw changed(path);
    this.#verified.set(name, written);
    return cachedTar(path, written);
  }
}

/** Tells a file from another that comes to stand under its name; null where there is none. */
async function stampOf(path: string): Promise<string | null> {
  const stats = await stat(path, { bigint: true }).catch(() => null);
  return stats === null ? null : `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
}

function cachedTar(path: string, stamp: string): TarBytes {
  return {
    async *stream(range, signal) {
      const file = await open(path).catch((cause: unknown) => {
        throw changed(path, cause);
      });
      try {
        // The time of the last change of the inode is left out: to be deleted under a reader changes it, and nothing else.
        const stats = await file.stat({ bigint: true });
        if (`${stats.ino}:${stats.size}:${stats.mtimeNs}` !== stamp) throw changed(path);
        const end = range?.end ?? Number(stats.size);
        for (let at = range?.start ?? 0; at < end; ) {
          signal?.throwIfAborted();
          const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, end - at));
          const { bytesRead } = await file.read(piece, 0, piece.length, at);
          if (bytesRead === 0) throw changed(path);
          at += bytesRead;
          yield piece.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
  };
}

async function hasDigest(tar: TarBytes, expected: DiffId, signal: AbortSignal): Promise<boolean> {
  const digest = startDigest(splitDigest(expected).algorithm);
  for await (const piece of tar.stream(undefined, signal)) digest.update(piece);
  return digest.digest() === expected;
}

/** Writes the unpacked bytes to a new file. @throws ImageError `location-changed`, `disk-full` */
async function unpackInto(
  path: string,
  blob: ByteSource,
  layer: ReadLayer,
  diffId: DiffId,
  signal: AbortSignal,
): Promise<void> {
  const digest = startDigest(splitDigest(diffId).algorithm);
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of unpacked(blob, layer, signal)) {
      digest.update(piece);
      await file.writeFile(piece).catch((cause: unknown) => {
        throw writingError(path, cause);
      });
    }
  } finally {
    await file.close();
  }
  if (digest.digest() !== diffId) throw changed(blob.file?.path ?? '');
}

/** For a tar that is larger than all that may be kept: each read unpacks up to its end. */
function unpackedEachTime(blob: ByteSource, layer: ReadLayer): TarBytes {
  return {
    async *stream(range, signal = new AbortController().signal) {
      const { start, end } = range ?? { start: 0, end: layer.tarBytes ?? 0 };
      let at = 0;
      for await (const piece of unpacked(blob, layer, signal)) {
        const wanted = piece.subarray(Math.max(0, start - at), Math.max(0, end - at));
        at += piece.length;
        if (wanted.length > 0) yield wanted;
        if (at >= end) return;
      }
      if (at < end) throw changed(blob.file?.path ?? '');
    },
  };
}

/** All bytes there are; a damaged stream just ends. Whether they are what was indexed is for the caller to check. */
async function* unpacked(
  blob: ByteSource,
  { compression }: ReadLayer,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* openDecompressed(blob, compression ?? 'none', { limits: NO_LIMITS, signal });
  } catch (error) {
    if (!(error instanceof ImageError && error.code === 'stream-corrupt')) throw error;
  }
}

function changed(location: string, cause?: unknown): ImageError {
  return new ImageError('location-changed', { details: { location }, cause });
}

function writingError(path: string, cause: unknown): unknown {
  const isFull = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT');
  return isFull ? new ImageError('disk-full', { details: { folder: path }, cause }) : cause;
}
