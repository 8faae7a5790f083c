import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type ByteSource, ImageError } from '@stratascope/core';
import { fileStamp } from '../own-files/kept-file';

/** Times of files go by the ticks of the kernel's clock, a hundred a second at the least; some file systems keep seconds. */
const TICK_MILLISECONDS = 20;
const COARSE_TICK_MILLISECONDS = 2000;

/** Largest piece that a source gives: with smaller ones, asking for each and looking at its file each time take as long as reading. */
export const PIECE_BYTES = 512 * 1024;

/** Of those that only pass by: they share their memory, so that larger ones, which ask less often, cost little. */
export const PASSING_BYTES = 2 * 1024 * 1024;

export interface FileRange {
  /** Where the bytes begin in the file; its start if left out. */
  readonly offset?: number;
  /** How many they are; up to the end of the file if left out. */
  readonly size?: number;
  /** What the source was known by elsewhere, e.g. in another thread: a file that is no longer it is refused. */
  readonly identity?: string;
  /** Whether a file may be read that lies there, whatever links the path leads through; any may, if left out. */
  readonly isAllowed?: (realPath: string) => boolean;
}

/** The reason of `location-unreadable` for a file that is not where it may be. */
export const OTHER_PLACE = 'in another place';

/**
 * The bytes of a file, or of a range of it.
 *
 * Only its identity is kept, no open file: each stream opens the file anew and checks at each piece that it is still
 * the one that was looked at here, so that a file which is replaced or written to gives an error and never wrong bytes.
 *
 * @throws ImageError `location-missing`, `location-unreadable` (also for what is no regular file), `location-changed`
 */
export async function fileByteSource(path: string, range: FileRange = {}): Promise<ByteSource> {
  const file = await openFile(path);
  try {
    const stats = await settledStats(file);
    if (!stats.isFile())
      throw new ImageError('location-unreadable', { details: { location: path, reason: 'not a file' } });
    if (range.isAllowed !== undefined && !range.isAllowed(await placeOf(file, path))) {
      throw new ImageError('location-unreadable', { details: { location: path, reason: OTHER_PLACE } });
    }
    const offset = range.offset ?? 0;
    const size = range.size ?? Math.max(0, Number(stats.size) - offset);
    const source = new FileByteSource(path, offset, size, fileStamp(stats));
    const isOther = range.identity !== undefined && range.identity !== source.identity;
    if (isOther || offset + size > Number(stats.size)) throw changed(path);
    return source;
  } finally {
    await file.close();
  }
}

/**
 * Where an open file lies. Linux tells it of the file itself, so that nobody can swap what the path leads to meanwhile;
 * elsewhere the path is followed once more.
 *
 * Source: proc_pid_fd(5).
 */
async function placeOf(file: FileHandle, path: string): Promise<string> {
  return readlink(`/proc/self/fd/${file.fd}`).catch(() => realpath(path));
}

class FileByteSource implements ByteSource {
  readonly size: number;
  readonly identity: string;
  readonly file: { readonly path: string; readonly offset: number };
  readonly #fileIdentity: string;

  constructor(path: string, offset: number, size: number, ofFile: string) {
    this.size = size;
    this.file = { path, offset };
    this.identity = `${ofFile}@${offset}+${size}`;
    this.#fileIdentity = ofFile;
  }

  stream(range?: { readonly start: number; readonly end: number }, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    return this.#pieces(range, signal, (left) => Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, left)));
  }

  passing(signal: AbortSignal, held: number): AsyncGenerator<Uint8Array> {
    const length = Math.min(PASSING_BYTES, this.size);
    // Those that are held, one that is worked on, and one that is read meanwhile.
    const memory = Array.from({ length: held + 2 }, () => Buffer.allocUnsafeSlow(length));
    let turn = 0;
    return this.#pieces(undefined, signal, (left) => {
      const piece = memory[turn++ % memory.length] as Buffer;
      return piece.subarray(0, Math.min(length, left));
    });
  }

  async *#pieces(
    range: { readonly start: number; readonly end: number } | undefined,
    signal: AbortSignal | undefined,
    memory: (bytesLeft: number) => Buffer,
  ): AsyncGenerator<Uint8Array> {
    const { start, end } = checkedRange(this.size, range);
    if (start === end) return;
    const { path, offset } = this.file;
    const file = await openFile(path).catch((cause: unknown) => {
      throw changed(path, cause);
    });
    try {
      let at = start;
      while (at < end) {
        signal?.throwIfAborted();
        const piece = memory(end - at);
        const { bytesRead } = await file.read(piece, 0, piece.length, offset + at);
        // After the read, so that what was written to in its course is found out before it is given away.
        const stats = await file.stat({ bigint: true });
        if (bytesRead === 0 || fileStamp(stats) !== this.#fileIdentity) throw changed(path);
        at += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
}

/**
 * All bytes of a source for who only looks at them: a piece is good until `held` and one more after it have been worked
 * on, where one is read ahead. Of a file they share their memory, which saves a tenth of the time and what waits to be collected.
 */
export function passingPieces(source: ByteSource, signal: AbortSignal, held = 0): AsyncIterable<Uint8Array> {
  return source instanceof FileByteSource ? source.passing(signal, held) : source.stream(undefined, signal);
}

/** Looks whether what a source reads of is still what it was made of. @throws ImageError `location-changed` */
export async function checkUnchanged({ file, size, identity }: ByteSource): Promise<void> {
  if (file === null) return;
  await fileByteSource(file.path, { offset: file.offset, size, identity }).catch((cause: unknown) => {
    throw changed(file.path, cause);
  });
}

/** The range asked for, or all. @throws RangeError where it is not within the bytes. */
export function checkedRange(
  size: number,
  range: { readonly start: number; readonly end: number } = { start: 0, end: size },
): { readonly start: number; readonly end: number } {
  if (range.start < 0 || range.start > range.end || range.end > size) {
    throw new RangeError(`bytes ${range.start} to ${range.end} of ${size}`);
  }
  return range;
}

/** All of a range in one piece of memory; for what is small. */
export async function readBytes(
  source: ByteSource,
  range: { readonly start: number; readonly end: number } = { start: 0, end: source.size },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(range.end - range.start);
  let at = 0;
  for await (const piece of source.stream(range, signal)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * The stats of a file as they stand when the clock of its file system has moved on from its last change: a second change
 * within the same tick would leave no trace in them.
 */
async function settledStats(file: FileHandle): Promise<BigIntStats> {
  const stats = await file.stat({ bigint: true });
  const age = Date.now() - Number(stats.ctimeNs / 1_000_000n);
  const tick = stats.ctimeNs % 1_000_000_000n === 0n ? COARSE_TICK_MILLISECONDS : TICK_MILLISECONDS;
  // A time to come is of another clock: waiting for it says nothing.
  if (age < 0 || age >= tick) return stats;
  await delay(tick - age);
  return file.stat({ bigint: true });
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // A FIFO in the place of a file must not hold the process up.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const isMissing = reason === 'ENOENT' || reason === 'ENOTDIR';
    throw new ImageError(isMissing ? 'location-missing' : 'location-unreadable', {
      details: { location: path, reason },
      cause,
    });
  }
}

function changed(path: string, cause?: unknown): ImageError {
  return new ImageError('location-changed', { details: { location: path }, cause });
}
