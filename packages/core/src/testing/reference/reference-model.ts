import type { ByteString } from '../../pure/model/byte-string';
import type { Timestamp } from '../../pure/model/entry';
import type { EntryPath } from '../../pure/model/entry-path';
import type { Problem } from '../../pure/model/problem';
import type { RemovalCause } from '../../pure/tree/change';
import type { NodeType } from '../../pure/tree/merged-tree';

/** What a name stands for: content and attributes. Hard links are names of one and the same object. */
export interface Inode {
  readonly type: NodeType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Null for an implied directory (rule 3). */
  readonly mtime: Timestamp | null;
  readonly size: number;
  /** Hex digits; empty for all but files. */
  readonly sha256: string;
  readonly link: ByteString;
  /** `major:minor`; empty for all but devices. */
  readonly device: string;
  /** Name → value. */
  readonly xattrs: ReadonlyMap<ByteString, ByteString>;
  /** The layer that brought it. */
  readonly broughtBy: number;
}

/** One path of a level. */
export interface Node {
  readonly inode: Inode;
  /** The layer whose entry is seen (rule 25). */
  readonly layer: number;
  readonly isImplied: boolean;
}

/** The merged file system of some layers: every path that is seen, the root among them. */
export type Level = ReadonlyMap<EntryPath, Node>;

/** A path of the level below that a layer took away or gave another node, in the order in which that happened. */
export interface Loss {
  readonly path: EntryPath;
  readonly lost: Node;
  /** `rewritten`: by what the layer itself put at that path; rule 16 says what that was. */
  readonly cause: RemovalCause | 'rewritten';
}

/** What took a path away, and the path of the mark or entry that did it: that path itself, or one above it. */
export interface Removal {
  readonly how: RemovalCause;
  readonly at: EntryPath;
}

export interface AppliedLayer {
  readonly layer: number;
  readonly below: Level;
  readonly level: Level;
  readonly losses: readonly Loss[];
  /** Of paths of the level below, what took each away first; some may have come back within the layer. */
  readonly removals: ReadonlyMap<EntryPath, Removal>;
  /** Inodes of regular files that the layer brought, seen or not (rule 22). */
  readonly broughtFiles: readonly Inode[];
  readonly problems: readonly Problem[];
}
