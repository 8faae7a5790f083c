import type { ByteString } from './byte-string';

/** What a tar entry is, after rule 13 (vendor types never come this far). */
export type EntryType = 'file' | 'hardlink' | 'symlink' | 'char' | 'block' | 'dir' | 'fifo';

/** A data region of a sparse file: where it lies in the logical file, in bytes. */
export interface SparseRegion {
  readonly offset: number;
  readonly length: number;
}

/** A point in time: whole seconds since 1970 (may be negative, 64 bits) and nanoseconds onward from there, 0 to 999,999,999. */
export interface Timestamp {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** One member of a layer's tar, as rule 14 keeps it. */
export interface TarEntry {
  /** The name as it stands after rule 13, before the normal form of rule 2. */
  readonly name: ByteString;
  readonly type: EntryType;
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname: ByteString;
  readonly gname: ByteString;
  readonly mtime: Timestamp;
  /** Logical size in bytes; 0 but for files. */
  readonly size: number;
  /** Bytes that the data take in the tar (not padded); differs from `size` for sparse files only. */
  readonly storedSize: number;
  /** Where the data begin in the uncompressed tar, in bytes. */
  readonly dataOffset: number;
  /** The data regions of a sparse file in order, touching ones joined, none empty; null for a plain file. */
  readonly sparse: readonly SparseRegion[] | null;
  /** Target of a hard or symbolic link; empty otherwise. */
  readonly link: ByteString;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  /** Extended attributes, name to value, in the archive's order. Empty for nearly every entry. */
  readonly xattrs: ReadonlyMap<ByteString, Uint8Array>;
}
