import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type ByteSource, ImageError, type OpenOptions, unpackedLimit } from '@stratascope/core';
import { decompress } from '../blobs/decompress';
import type { Compression } from '../blobs/detect-compression';
import type { StreamFault } from '../blobs/stream-fault';
import { decompressXz } from './decompress-xz';
import { asWriteError } from './spool-stream';
import { isTarStart, TAR_START_BYTES } from './tar-start';

export type UnpackedArchive =
  | { readonly kind: 'archive'; readonly path: string }
  /** What is compressed is no tar: its first bytes tell what it is instead. */
  | { readonly kind: 'other'; readonly first: Uint8Array };

/**
 * Unpacks an archive that is compressed as a whole into the scratch folder, once: as long as the file is the same,
 * what was unpacked is found there again. It is bounded by `limits.unpackedRatio`, and given up at once if it is no tar.
 *
 * @throws ImageError `stream-corrupt`, `compression-unsupported`, `limit-unpacked-ratio`, `limit-zstd-window`, `disk-full`.
 */
export async function unpackArchive(
  source: ByteSource,
  compression: Compression,
  { scratchFolder, limits, signal, onProgress }: OpenOptions,
  maxBytes: number = unpackedLimit(source.size, limits),
): Promise<UnpackedArchive> {
  mkdirSync(scratchFolder, { recursive: true, mode: 0o700 });
  const key = createHash('sha256').update(source.identity).digest('hex');
  const kept = findKept(scratchFolder, key);
  if (kept !== null) return { kind: 'archive', path: kept };
  const partial = join(scratchFolder, `partial-${randomUUID()}`);
  const output = new BoundedOutput(partial, maxBytes);
  try {
    let readBytes = 0;
    const fault = await unpack(source, compression, {
      limits,
      signal: AbortSignal.any([signal, output.stop.signal]),
      take: (bytes) => output.take(bytes),
      onStored: (piece) => {
        readBytes += piece.length;
        onProgress?.({ readBytes, totalBytes: source.size });
      },
    }).catch((error: unknown) => {
      if (signal.aborted || !output.isStopped) throw error;
      return null;
    });
    output.close();
    if (fault !== null)
      throw new ImageError(fault.code, { details: { ...fault.details, size: source.size }, cause: fault });
    if (output.other !== null) return { kind: 'other', first: output.other };
    if (output.isOver) {
      const details = { stored: source.size, unpacked: output.limit, limit: limits.unpackedRatio };
      throw new ImageError('limit-unpacked-ratio', { details });
    }
    return { kind: 'archive', path: keep(partial, scratchFolder, `${key}-${output.size}.tar`) };
  } catch (error) {
    throw asWriteError(error, scratchFolder, signal);
  } finally {
    output.close();
    rmSync(partial, { force: true });
  }
}

function unpack(
  source: ByteSource,
  compression: Compression,
  options: Parameters<typeof decompress>[2],
): Promise<StreamFault | null> {
  return compression === 'xz' ? decompressXz(source, options) : decompress(source, compression, options);
}

/** The file that unpacked bytes go to, as long as they are a tar's and not too many. */
class BoundedOutput {
  readonly stop = new AbortController();
  readonly limit: number;
  readonly #path: string;
  #file: number | null = null;
  #start: Uint8Array = new Uint8Array();
  size = 0;
  isOver = false;
  /** The first bytes of what is no tar. */
  other: Uint8Array | null = null;

  constructor(path: string, limit: number) {
    this.#path = path;
    this.limit = limit;
  }

  get isStopped(): boolean {
    return this.stop.signal.aborted;
  }

  /** Writes at once: the memory is the decompressor's. */
  take(bytes: Uint8Array): boolean {
    if (this.isStopped) return false;
    if (this.#file === null) return this.#begin(bytes);
    this.#write(this.#file, bytes);
    return !this.isStopped;
  }

  close(): void {
    // What ends before it has a whole block is no tar either.
    if (this.#file === null && this.other === null && !this.isOver) this.other = this.#start;
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #begin(bytes: Uint8Array): boolean {
    this.#start = Buffer.concat([this.#start, bytes]);
    if (this.#start.length < TAR_START_BYTES) return true;
    if (!isTarStart(this.#start)) {
      this.other = this.#start.slice(0, TAR_START_BYTES);
      this.stop.abort();
      return false;
    }
    this.#file = openSync(this.#path, 'wx', 0o600);
    this.#write(this.#file, this.#start);
    return !this.isStopped;
  }

  #write(file: number, bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.size > this.limit) {
      this.isOver = true;
      this.stop.abort();
      return;
    }
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  }
}

/** What was unpacked before, whole: its size is part of its name. */
function findKept(folder: string, key: string): string | null {
  for (const name of readdirSync(folder)) {
    const size = new RegExp(`^${key}-(\\d+)\\.tar$`).exec(name)?.[1];
    if (size === undefined) continue;
    const path = join(folder, name);
    if (statSync(path).size === Number(size)) return path;
  }
  return null;
}

/** Another process may have been faster: its file is in use, so it stays. */
function keep(partial: string, folder: string, name: string): string {
  const path = join(folder, name);
  try {
    linkSync(partial, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // A file system without hard links: then whole files replace each other.
    if (code !== 'EEXIST') renameSync(partial, path);
  }
  return path;
}
