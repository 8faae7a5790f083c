import type { FileHandle } from 'node:fs/promises';
import {
  type ByteSource,
  type DiffId,
  type Digest,
  type DigestAlgorithm,
  ImageError,
  splitDigest,
} from '@stratascope/core';
import { PIECE_BYTES } from '../blobs/file-byte-source';
import { startDigest } from '../blobs/hashing';
import { openDecompressed } from '../blobs/open-decompressed';
import { isFileSystemError } from '../own-files/disk-error';
import { fileStamp, openKept } from '../own-files/kept-file';
import { KeptTars } from '../own-files/kept-tars';
import { blobMessage, type LayerPool } from './layer-pool';
import type { ReadLayer } from './layer-reader';
import { SharedJobs } from './shared-jobs';

/** The layer was unpacked when it was indexed, so its bounds have been held to: what differs now is another file. */
const NO_LIMITS = { zstdWindow: Number.POSITIVE_INFINITY, unpackedRatio: Number.POSITIVE_INFINITY };

/** Another process may take away what was just found or made; so often in a row it does not happen by chance. */
const MOST_ATTEMPTS = 3;

/** A folder that could not be written to is left alone for so long: to fill up a full disk again takes time each time. */
const UNWRITABLE_MILLISECONDS = 60 * 1000;

/** The bytes of a layer's tar, for as long as they are needed. */
export interface OpenTar extends Pick<ByteSource, 'stream'> {
  close(): Promise<void>;
}

/**
 * Tars of compressed layers, unpacked into a bounded folder under the digest of their bytes.
 *
 * Two that want the same one wait for the same unpacking. When there is too much, what was read longest ago goes; one that
 * is open stays readable. Where the folder cannot be written to, a layer is unpacked as far as each file needs, each time.
 */
export class UnpackedLayers {
  readonly #tars: KeptTars;
  readonly #jobs = new SharedJobs<string | null, never>();
  #unwritableUntil = 0;

  readonly #poolFor: (blob: ByteSource) => LayerPool | null;

  /** `poolFor`: whose workers unpack a blob; null: this thread does. */
  constructor(folder: string, mostBytes: number, poolFor: (blob: ByteSource) => LayerPool | null) {
    this.#tars = new KeptTars(folder, mostBytes);
    this.#poolFor = poolFor;
  }

  /** The unpacked bytes of a layer, as far as they could be had when it was indexed. @throws ImageError */
  async open(blob: ByteSource, layer: ReadLayer, signal: AbortSignal): Promise<OpenTar> {
    const { diffId, tarBytes } = layer;
    if (diffId === null || tarBytes === null) {
      throw new ImageError('layer-unknown', { details: { layer: layer.layer } });
    }
    if (tarBytes > this.#tars.mostBytes) return unpackedEachTime(blob, layer);
    const { algorithm, hex } = splitDigest(diffId);
    const name = `${algorithm}-${hex}.tar`;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const find = (jobSignal: AbortSignal) => this.#find(name, diffId, blob, layer, jobSignal);
      const stamp = await this.#jobs.join(name, find, { signal });
      const tar = stamp === null ? null : await openTar(this.#tars.path(name), stamp);
      if (tar !== null) return tar;
      if (this.#isUnwritable()) break;
    }
    return unpackedEachTime(blob, layer);
  }

  /** The stamp of the tar; null where it could not be kept. */
  async #find(
    name: string,
    diffId: DiffId,
    blob: ByteSource,
    layer: ReadLayer,
    signal: AbortSignal,
  ): Promise<string | null> {
    const found = await this.#tars.find(name, signal, digestOfDiffId(diffId));
    if (found !== null || this.#isUnwritable()) return found;
    try {
      return await this.#tars.make(name, (file) => this.#unpack(file, blob, layer, diffId, signal), signal);
    } catch (error) {
      if (signal.aborted || !isFileSystemError(error)) throw error;
      this.#unwritableUntil = Date.now() + UNWRITABLE_MILLISECONDS;
      return null;
    }
  }

  /** Writes the unpacked bytes, and gives their digest. @throws ImageError `location-changed` */
  async #unpack(
    file: FileHandle,
    blob: ByteSource,
    layer: ReadLayer,
    diffId: DiffId,
    signal: AbortSignal,
  ): Promise<Digest> {
    const message = blobMessage(blob);
    const digestAlgorithm = splitDigest(diffId).algorithm;
    const compression = layer.compression ?? 'none';
    const pool = this.#poolFor(blob);
    const found = await (pool === null || message === null
      ? unpackInto(file, unpacked(blob, layer, signal), digestAlgorithm)
      : pool.unpack({ blob: message, compression, file: file.fd, digestAlgorithm }, signal));
    if (found !== digestOfDiffId(diffId)) throw changed(blob.file?.path ?? '');
    return found;
  }

  #isUnwritable(): boolean {
    return Date.now() < this.#unwritableUntil;
  }
}

/** A diff ID is the digest of the tar. */
const digestOfDiffId = (diffId: DiffId) => diffId as string as Digest;

/** The file, if it still is what was found; open, so that it can be read to its end whoever takes it away. */
async function openTar(path: string, stamp: string): Promise<OpenTar | null> {
  const file = await openKept(path).catch(() => null);
  if (file === null) return null;
  const stats = await file.stat({ bigint: true });
  if (fileStamp(stats) !== stamp) {
    await file.close();
    return null;
  }
  const written = `${stats.size} ${stats.mtimeNs}`;
  return {
    async *stream(range, signal) {
      const end = range?.end ?? Number(stats.size);
      for (let at = range?.start ?? 0; at < end; ) {
        signal?.throwIfAborted();
        const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, end - at));
        const { bytesRead } = await file.read(piece, 0, piece.length, at);
        const now = await file.stat({ bigint: true });
        // To be taken away changes the time of the inode, and nothing else.
        const isSame = now.nlink === 0n ? `${now.size} ${now.mtimeNs}` === written : fileStamp(now) === stamp;
        if (bytesRead === 0 || !isSame) throw changed(path);
        at += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    },
    close: () => file.close(),
  };
}

async function unpackInto(
  file: FileHandle,
  pieces: AsyncIterable<Uint8Array>,
  algorithm: DigestAlgorithm,
): Promise<Digest> {
  const digest = startDigest(algorithm);
  for await (const piece of pieces) {
    digest.update(piece);
    await file.writeFile(piece);
  }
  return digest.digest();
}

/** For a tar that is not kept: each read unpacks up to its end. */
function unpackedEachTime(blob: ByteSource, layer: ReadLayer): OpenTar {
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
    async close() {},
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
