import { createHash } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';

/** Raised when the form of what records hold changes: those of another form are not believed. */
const RECORD_FORMAT = 1;

/** Records are small: facts, problems, digests. What is larger is none. */
const LARGEST_RECORD_BYTES = 16 * 1024 * 1024;

/**
 * Opens a file of the data folder to be read. Whatever lies there in its place does not hold the process up.
 *
 * @throws the error of the file system; Error where it is no regular file.
 */
export async function openKept(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error('not a file');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * A record as text: a line with the SHA-256 of its form, of what it is about and of what follows, then JSON.
 *
 * @param about Another record's text is not believed under this.
 */
export function sealRecord(about: string, record: unknown): string {
  const json = JSON.stringify(record);
  return `${recordSeal(about, json)}\n${json}`;
}

/** A record that was written as {@link sealRecord} gives it; null for whatever else is there, or nothing. */
export async function readRecord<T>(path: string, about: string): Promise<T | null> {
  const text = await readSmall(path).catch(() => null);
  if (text === null) return null;
  const lineEnd = text.indexOf('\n');
  const json = text.slice(lineEnd + 1);
  if (lineEnd < 0 || text.slice(0, lineEnd) !== recordSeal(about, json)) return null;
  return JSON.parse(json) as T;
}

async function readSmall(path: string): Promise<string> {
  const file = await openKept(path);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_RECORD_BYTES) throw new Error('too large for a record');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function recordSeal(about: string, json: string): string {
  return createHash('sha256').update(`record ${RECORD_FORMAT}\n${about}\n${json}`).digest('hex');
}

/** Tells a file from another that comes to stand under its name, and from itself after a change; null where there is none. */
export async function stampOf(path: string): Promise<string | null> {
  const stats = await stat(path, { bigint: true }).catch(() => null);
  return stats === null || !stats.isFile() ? null : fileStamp(stats);
}

/** Inode numbers can come back after a deletion and clocks be set; all of it together does not. */
export function fileStamp(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
}
