import { createHash } from 'node:crypto';
import type { TarEntry, Timestamp } from '../../pure/model/entry';
import { showBytes } from '../../pure/model/entry-path';
import type { Problem } from '../../pure/model/problem';
import { SparseExpander } from '../../pure/tar/sparse-expander';
import { TarReader } from '../../pure/tar/tar-reader';
import type { TarFault, TarLimits } from '../../pure/tar/tar-sink';

/** What a reading gave, in a form that two readings can be compared in. */
export interface Reading {
  readonly entries: readonly ReadEntry[];
  readonly problems: readonly Problem[];
  readonly fault: TarFault | null;
  readonly isDone: boolean;
}

interface ReadEntry {
  readonly entry: TarEntry;
  /** The stored bytes, without holes and map, one character each: text is compared faster than bytes. */
  readonly stored: string;
  /** Of the logical content: holes are zeros. */
  readonly sha256: string;
}

export const LIMITS: TarLimits = { pathBytes: 65_536, paxBytes: 1_048_576 };

/** Reads a tar that comes in pieces of the lengths that `nextLength` gives. Entries that do not end are dropped. */
export function readInPieces(tar: Uint8Array, nextLength: () => number, limits: TarLimits = LIMITS): Reading {
  const entries: ReadEntry[] = [];
  const problems: Problem[] = [];
  let current: { readonly entry: TarEntry; readonly pieces: Uint8Array[] } | null = null;
  const reader = new TarReader(
    {
      entry(entry) {
        if (current !== null) throw new Error('an entry began within an entry');
        current = { entry, pieces: [] };
      },
      data(bytes) {
        if (current === null) throw new Error('data without an entry');
        if (bytes.length === 0) throw new Error('an empty piece');
        current.pieces.push(bytes.slice());
      },
      entryEnd() {
        if (current === null) throw new Error('an end without an entry');
        const stored = Buffer.concat(current.pieces).toString('latin1');
        entries.push({ entry: current.entry, stored, sha256: hashLogical(current.entry, current.pieces) });
        current = null;
      },
      problem: (problem) => problems.push(problem),
    },
    limits,
  );
  for (let at = 0; at < tar.length; ) {
    const length = nextLength();
    // A copy that is spoilt afterwards: whatever the reader keeps of it would show.
    const piece = tar.slice(at, at + length);
    reader.write(piece);
    piece.fill(0xaa);
    at += length;
  }
  reader.end();
  return { entries, problems, fault: reader.fault, isDone: reader.isDone };
}

export function readTar(tar: Uint8Array, limits: TarLimits = LIMITS): Reading {
  return readInPieces(tar, () => Math.max(1, tar.length), limits);
}

function hashLogical(entry: TarEntry, stored: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  const expander = new SparseExpander(entry.sparse ?? [{ offset: 0, length: entry.size }], entry.size, (piece) =>
    hash.update(piece),
  );
  for (const piece of stored) expander.write(piece);
  expander.end();
  return hash.digest('hex');
}

/** The rows of the corpus's tar cases: fields that say nothing are left out. */
export function toRows(reading: Reading): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = reading.entries.map(toRow);
  if (reading.fault !== null) rows.push({ problem: reading.fault.code, offset: reading.fault.offset });
  return rows;
}

function toRow({ entry, sha256 }: ReadEntry): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  const name = showBytes(entry.name);
  row.path = name.text;
  if (name.hex !== undefined) row.pathHex = name.hex;
  row.type = entry.type;
  row.mode = entry.mode.toString(8).padStart(4, '0');
  row.uid = entry.uid;
  row.gid = entry.gid;
  if (entry.uname !== '') row.uname = showBytes(entry.uname).text;
  if (entry.gname !== '') row.gname = showBytes(entry.gname).text;
  row.mtime = showTime(entry.mtime);
  if (entry.type === 'file') {
    row.size = entry.size;
    row.sha256 = sha256;
    if (entry.sparse !== null) row.sparse = entry.sparse.map(({ offset, length }) => [offset, length]);
    else if (entry.size > 0) row.offset = entry.dataOffset;
  }
  if (entry.type === 'symlink' || entry.type === 'hardlink') {
    const link = showBytes(entry.link);
    row.link = link.text;
    if (link.hex !== undefined) row.linkHex = link.hex;
  }
  if (entry.type === 'char' || entry.type === 'block') row.dev = `${entry.deviceMajor}:${entry.deviceMinor}`;
  if (entry.xattrs.size > 0) {
    row.xattrs = Object.fromEntries(
      [...entry.xattrs].map(([key, value]) => [showBytes(key).text, Buffer.from(value).toString('base64')]),
    );
  }
  return row;
}

/** Seconds as a decimal number, without trailing zeros. */
function showTime({ seconds, nanoseconds }: Timestamp): string {
  if (nanoseconds === 0) return String(seconds);
  const total = seconds * 1_000_000_000n + BigInt(nanoseconds);
  const digits = String(total < 0n ? -total : total).padStart(10, '0');
  const text = `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/0+$/, '');
  return total < 0n ? `-${text}` : text;
}
