import { type FileHandle, open } from 'node:fs/promises';
import {
  type ByteSource,
  type ByteString,
  type EntryPath,
  type EntryType,
  ImageError,
  type Limits,
  normalizePath,
  ROOT,
  splitPath,
  type TarEntry,
  type TarFault,
  TarReader,
  unpackedLimit,
} from '@stratascope/core';
import type { SparseFile } from '../../blobs/sparse-byte-source';
import { LONGEST_PATH } from './find-member';

/** A member of an archive: where its bytes lie, or where it leads. */
export interface ArchiveMember {
  /** `sparse`: a file that claims more holes than are believed. */
  readonly type: EntryType | 'sparse';
  /** Of its data in the archive, in bytes. */
  readonly offset: number;
  /** Of its data in the archive, in bytes. */
  readonly storedSize: number;
  /** Its size and the map of its data, for a file with holes. */
  readonly sparse: SparseFile | null;
  /** Of a link. */
  readonly link: ByteString;
}

export interface ScannedArchive {
  /** By path, in the order of their first; of a repeated one the last. */
  readonly members: ReadonlyMap<EntryPath, ArchiveMember>;
  /** All that members lie below, declared or not; without the root. */
  readonly directories: ReadonlySet<EntryPath>;
  /** Files and links that are there more than once. */
  readonly repeated: readonly EntryPath[];
  /** What ended the scan before the end of the archive; null if nothing did. */
  readonly fault: TarFault | null;
}

type ScanLimits = Pick<Limits, 'pathLength' | 'paxSize' | 'unpackedRatio' | 'members'>;

/** On average: more than the names of blobs have. */
const NAME_BYTES_OF_A_MEMBER = 128;

/** Read at once: headers of small members come many at a time. */
const WINDOW_BYTES = 64 * 1024;

const BLOCK_BYTES = 512;

/**
 * Lists the members of an uncompressed tar by reading headers only: data are passed over, so that an archive of
 * gigabytes is listed by as many small reads as it has members.
 *
 * @throws ImageError `limit-members`: memory must not follow the number of them.
 */
export async function scanArchive(
  source: ByteSource & { readonly file: { readonly path: string } },
  options: { readonly limits: ScanLimits; readonly signal: AbortSignal },
): Promise<ScannedArchive> {
  const file = await open(source.file.path);
  try {
    return await scan(file, source.size, options);
  } finally {
    await file.close();
  }
}

async function scan(
  file: FileHandle,
  size: number,
  { limits, signal }: { readonly limits: ScanLimits; readonly signal: AbortSignal },
): Promise<ScannedArchive> {
  const members = new Map<EntryPath, ArchiveMember>();
  const repeated = new Set<EntryPath>();
  let data = { start: 0, end: 0 };
  let nameBytes = 0;
  const reader = new TarReader(
    {
      entry(entry) {
        data = { start: entry.dataOffset, end: entry.dataOffset + entry.storedSize };
        const path = normalizePath(entry.name);
        // No store asks for a name that long.
        if (path === null || path.length > LONGEST_PATH) return;
        nameBytes += path.length + entry.link.length;
        if (members.size >= limits.members || nameBytes > limits.members * NAME_BYTES_OF_A_MEMBER) {
          throw new ImageError('limit-members', { details: { limit: limits.members } });
        }
        const member = memberOf(entry, limits);
        if (members.has(path) && member.type !== 'dir') repeated.add(path);
        members.set(path, member);
      },
      data() {},
      entryEnd() {},
      problem() {},
    },
    { pathBytes: limits.pathLength, paxBytes: limits.paxSize },
  );
  const window = new FileWindow(file, size);
  for (let at = 0; at < size && !reader.isDone; ) {
    const end = Math.min(size, at + BLOCK_BYTES);
    if (!window.has(at, end)) {
      signal.throwIfAborted();
      await window.moveTo(at);
    }
    reader.write(window.bytes(at, end));
    at = end;
    if (data.end <= at) continue;
    at = Math.min(data.end, size);
    passOver(reader, at - end);
  }
  reader.end();
  return { members, directories: directoriesOf(members), repeated: [...repeated], fault: reader.fault };
}

function directoriesOf(members: ReadonlyMap<EntryPath, ArchiveMember>): ReadonlySet<EntryPath> {
  const directories = new Set<EntryPath>();
  for (const [path, { type }] of members) {
    if (type === 'dir') directories.add(path);
    for (let { directory } = splitPath(path); directory !== ROOT; { directory } = splitPath(directory)) {
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return directories;
}

const ZEROS = new Uint8Array(1024 * 1024);

/** The reader counts bytes of data and looks at none of them, so any will do. */
function passOver(reader: TarReader, bytes: number): void {
  for (let left = bytes; left > 0; left -= ZEROS.length) {
    reader.write(left >= ZEROS.length ? ZEROS : ZEROS.subarray(0, left));
  }
}

function memberOf(entry: TarEntry, limits: ScanLimits): ArchiveMember {
  const { type, size, storedSize, dataOffset, link } = entry;
  // What reads a file with holes takes the time of its size, which is merely claimed.
  const isTooSparse = entry.sparse !== null && size > unpackedLimit(storedSize, limits);
  const sparse = entry.sparse === null || isTooSparse ? null : { size, regions: entry.sparse };
  return { type: isTooSparse ? 'sparse' : type, offset: dataOffset, storedSize, sparse, link };
}

/** Reads a file a window at a time, wherever it is asked for next. */
class FileWindow {
  readonly #file: FileHandle;
  readonly #size: number;
  readonly #bytes = Buffer.alloc(WINDOW_BYTES);
  #start = 0;
  #end = 0;

  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  has(start: number, end: number): boolean {
    return start >= this.#start && end <= this.#end;
  }

  /** Reads what lies from `start` on. */
  async moveTo(start: number): Promise<void> {
    const length = Math.min(WINDOW_BYTES, this.#size - start);
    const { bytesRead } = await this.#file.read(this.#bytes, 0, length, start);
    this.#start = start;
    this.#end = start + bytesRead;
  }

  /** Fewer than are asked for where the file has become shorter; they stand until the window is moved. */
  bytes(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start - this.#start, Math.min(end, this.#end) - this.#start);
  }
}
