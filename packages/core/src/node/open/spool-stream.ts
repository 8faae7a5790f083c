import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '@stratascope/core';
import { asWriteError } from '../own-files/disk-error';
import { ownName } from '../own-files/owner';

export interface SpoolOptions {
  /** Made where it is not there. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (writtenBytes: number) => void;
}

/**
 * Keeps a stream as a file of its own, bounded; the caller deletes it. Nothing of it stays after a failure; if the process
 * is killed, its name says that it is left over.
 *
 * @throws ImageError `upload-too-large`, `empty-file`, `disk-full`, `cancelled`, and what the stream throws.
 */
export async function spoolStream(
  stream: AsyncIterable<Uint8Array>,
  { folder, maxBytes, signal, onProgress }: SpoolOptions,
): Promise<{ readonly path: string; readonly size: number }> {
  const path = join(folder, ownName(randomUUID()));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const size = await write(stream, path, { maxBytes, signal, onProgress: onProgress ?? (() => {}) });
    if (size === 0) throw new ImageError('empty-file');
    return { path, size };
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw asWriteError(error, folder, signal);
  }
}

async function write(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  { maxBytes, signal, onProgress }: Required<Omit<SpoolOptions, 'folder'>>,
): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const piece of stream) {
      signal.throwIfAborted();
      size += piece.length;
      if (size > maxBytes) throw new ImageError('upload-too-large', { details: { limit: maxBytes } });
      await file.writeFile(piece);
      onProgress(size);
    }
    return size;
  } finally {
    await file.close();
  }
}
