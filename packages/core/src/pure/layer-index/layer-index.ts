import type { ByteString } from '../model/byte-string';
import type { SparseRegion, Timestamp } from '../model/entry';
import type { EntryPath } from '../model/entry-path';
import type { Problem } from '../model/problem';

/** What an entry does, as stored in {@link LayerIndex.kind}. */
export const EntryKind = {
  file: 0,
  hardlink: 1,
  symlink: 2,
  char: 3,
  block: 4,
  dir: 5,
  fifo: 6,
  /** Hides `path` in the level below (rule 5). */
  whiteout: 7,
  /** Hides the children that the directory `path` has in the level below (rule 6). */
  opaque: 8,
} as const;
export type EntryKind = (typeof EntryKind)[keyof typeof EntryKind];

/**
 * One layer's changeset as columns over one buffer: its entries in archive order (rule 4), names normalised (rule 2),
 * whiteouts and opaque marks recognised (rules 5-7). Read only; cheap to hand to another thread.
 *
 * Entries that rules 2 and 7 ignore are left out here and stand in `problems`; AUFS bookkeeping (rule 7) is kept only
 * where a hard link of the layer needs it, with `isHidden` set.
 *
 * Paths form a table of (parent, name) pairs: id 0 is the root, and a parent's id is smaller than its child's.
 * The table holds each path that an entry acts on, each hard link's target, and all their ancestors, each once. So that
 * a path is in it says nothing of its being there: only entries that are neither marks nor hidden imply their parents.
 *
 * Columns that are read for every path are arrays; the others are functions, since they are stored in the least width
 * that holds them (none of them allocates but where it returns an object).
 */
export interface LayerIndex {
  readonly pathCount: number;
  /** Id of the parent; 0 for the root itself. */
  readonly pathParent: Uint32Array;
  /** Start of each base name in `names`; one more element than paths, so that `nameStart[id + 1]` is its end. */
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;

  readonly entryCount: number;
  /** Path id that the entry acts on: its own, for a whiteout the hidden one, for an opaque mark the directory. */
  readonly path: Uint32Array;
  /** {@link EntryKind} of each entry. */
  readonly kind: Uint8Array;
  /** Permission bits. */
  readonly mode: Uint16Array;

  /** Problems and notes that the layer has by itself, whatever lies below it; without `layer`. */
  readonly problems: readonly Problem[];

  uid(entry: number): number;
  gid(entry: number): number;
  /** Logical bytes of a file; 0 for all else. */
  size(entry: number): number;
  /** Where the data begin in the uncompressed tar, in bytes. */
  dataOffset(entry: number): number;
  /** Hard links: path id of the target in normal form, or {@link NO_PATH} where it climbs out of the root (rule 12). */
  linkPath(entry: number): number;

  /** AUFS bookkeeping: never a node, only there to be linked to. */
  isHidden(entry: number): boolean;
  mtime(entry: number): Timestamp;
  /** SHA-256 of the logical content, 32 bytes, of a file (a view, not a copy). */
  sha256(entry: number): Uint8Array;
  /** Link target as it stands in the tar; empty where the entry is no link. */
  link(entry: number): ByteString;
  device(entry: number): { readonly major: number; readonly minor: number };
  uname(entry: number): ByteString;
  gname(entry: number): ByteString;
  /** In the archive's order; empty for nearly every entry. */
  xattrs(entry: number): ReadonlyMap<ByteString, Uint8Array>;
  /** Null for a plain file. */
  sparse(entry: number): readonly SparseRegion[] | null;

  name(path: number): ByteString;
  fullPath(path: number): EntryPath;

  /** The whole index in its binary form; `openLayerIndex` reads it back, in this or another thread. */
  readonly buffer: ArrayBuffer;
}

/** From `linkPath`: no target within the root. */
export const NO_PATH = 0xffffffff;
