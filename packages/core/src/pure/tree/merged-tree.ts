import type { LayerIndex } from '../layer-index/layer-index';
import type { Ledger } from '../ledger/ledger';
import type { ByteString } from '../model/byte-string';
import type { Timestamp } from '../model/entry';
import type { EntryPath } from '../model/entry-path';
import type { Problem } from '../model/problem';
import type { ChangedAttribute, ChangeKind, DeathCause, RemovalCause } from './change';

/** Position of a path in a merged tree: 0 is the root. */
export type NodeId = number & { readonly __node: true };

export type NodeType = 'file' | 'dir' | 'symlink' | 'char' | 'block' | 'fifo';

/** Which layer and which entry of its index: where the bytes and attributes of a node come from. */
export interface EntryRef {
  /** From 1, the base. */
  readonly layer: number;
  readonly entry: number;
}

/** What is seen at one path at one level (the fields of rule 25, as facts). */
export interface NodeState {
  readonly node: NodeId;
  readonly type: NodeType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Null for an implied directory. */
  readonly mtime: Timestamp | null;
  /** Logical bytes; 0 for all but files. */
  readonly size: number;
  /** 32 bytes; null for all but files. */
  readonly sha256: Uint8Array | null;
  /** Symbolic links; else empty. */
  readonly link: ByteString;
  readonly device: { readonly major: number; readonly minor: number } | null;
  readonly xattrs: ReadonlyMap<ByteString, Uint8Array>;
  readonly isImplied: boolean;
  /** The layer whose entry is seen, by rule 25; 0 for a root that no layer declares. */
  readonly layer: number;
  /** Where content and attributes come from (for a hard link: its target's entry); null where implied. */
  readonly source: EntryRef | null;
  /** First by bytes of the visible names of this inode, itself included; null unless there are two or more. */
  readonly hardLinkOf: NodeId | null;
}

/** A path that some level below had and this level has not (rule 24). */
export interface Ghost {
  readonly node: NodeId;
  readonly type: NodeType;
  /** Logical bytes it had last; 0 for all but files. */
  readonly size: number;
  readonly removedBy: { readonly layer: number; readonly how: RemovalCause };
  /** Whose entry was seen last. */
  readonly layer: number;
}

/** One version of a path: what one layer did to it (rules 16, 24). */
export interface Version {
  readonly layer: number;
  readonly change: ChangeKind;
  /** `content`, `metadata` and `re-added`: attributes that differ from the version before. */
  readonly changed: readonly ChangedAttribute[];
  /** `removed` only. */
  readonly how: RemovalCause | null;
  /** The path whose whiteout, opaque mark or replacement removed this one: itself or an ancestor. `removed` only. */
  readonly removedAt: NodeId | null;
  /** Bytes that the layer brought for this path: 0 for all but files, and for other names of an inode. */
  readonly broughtBytes: number;
  /** Bytes of earlier versions of this path that died by this one, and the ledger's cause; null where none did. */
  readonly killed: { readonly cause: DeathCause; readonly bytes: number; readonly layer: number } | null;
  /** How the bytes that this version brought died, seen from the top of the image; null where they live. */
  readonly death: { readonly cause: DeathCause; readonly layer: number } | null;
  /** What is seen from this layer on; null for a removal. */
  readonly state: NodeState | null;
}

/** A change of one path from one level to another (rule 16). */
export interface Change {
  readonly node: NodeId;
  readonly change: Exclude<ChangeKind, 'identical' | 'repeated'>;
  readonly changed: readonly ChangedAttribute[];
  readonly how: RemovalCause | null;
  readonly before: NodeState | null;
  readonly after: NodeState | null;
}

/** A change, or what was brought again as it was: bytes for nothing. */
export type BroughtChange = Omit<Change, 'change'> & { readonly change: Change['change'] | 'identical' };

/** How many paths a layer changed, as slabs show it: each path, folders too, and each path below a removed folder. */
export interface ChangeCounts {
  /** Added and added again. */
  readonly added: number;
  /** Content, metadata only and replaced. */
  readonly changed: number;
  /** Of the changed those of which nothing but mode, owner, time or extended attributes did. */
  readonly metadata: number;
  readonly removed: number;
}

/** Bytes and entries below a directory at one level; each inode counts once, at its `hl` name (rule 23). */
export interface SubtreeSums {
  readonly bytes: number;
  /** Visible paths below, the directory itself not counted. */
  readonly entries: number;
}

/**
 * The merged file system of an image at every level, with every version of every path.
 *
 * Built once from the layers' indexes and then only asked; a query walks columns and allocates its answer.
 * Levels are 0 (the empty root) to `layerCount`.
 */
export interface MergedTree {
  readonly layerCount: number;
  /** A missing or unreadable layer is null: it has no entries (rule 26). */
  readonly layers: readonly (LayerIndex | null)[];
  readonly nodeCount: number;
  /** Problems and notes that arise only from merging (rules 3, 8, 10, 12), with their layer; bounded by rule 28. */
  readonly problems: readonly Problem[];

  /** The node of a path that some layer brings or brought, or null. */
  find(path: EntryPath): NodeId | null;
  path(node: NodeId): EntryPath;
  name(node: NodeId): ByteString;
  parent(node: NodeId): NodeId;
  /** All that ever stood in a directory, sorted by the bytes of the name. */
  children(node: NodeId): readonly NodeId[];

  /** What is seen at a level, or null where nothing is. */
  stateAt(node: NodeId, level: number): NodeState | null;
  /** Rule 24; null where the path is there, or never was at a level below. */
  ghostAt(node: NodeId, level: number): Ghost | null;
  /**
   * The newest version, at or below the level, that changed the path; for a directory: it or anything inside
   * (`ui.md`'s `changedIn`). Removals count, repeated directories and identical files do not. Layer 0: never changed.
   */
  changedIn(node: NodeId, level: number): { readonly layer: number; readonly version: Version | null };
  /** Oldest first; directories merely repeated are left out. */
  versions(node: NodeId): readonly Version[];
  /** All names of the node's inode that are visible at a level, itself included, by bytes; empty where it is the only one. */
  hardLinks(node: NodeId, level: number): readonly NodeId[];
  /** How the bytes that an entry brought died, seen from the top of the image; null where they live, or it is no file. */
  death(entry: EntryRef): Version['death'];

  /**
   * Changes from one level to a higher one, in the order of `ls`; `from = to - 1` gives one layer's. `below`: of that
   * node and what is below it. `skip`: so many are left out at the start, which costs next to nothing.
   */
  changes(from: number, to: number, options?: { readonly below?: NodeId; readonly skip?: number }): Iterable<Change>;
  /** The same with what was brought again as it was. */
  broughtChanges(from: number, to: number): Iterable<BroughtChange>;
  /** How many changes those are; what is identical is none. */
  countChanges(from: number, to: number, below?: NodeId): ChangeCounts;
  changeCounts(layer: number): ChangeCounts;

  /** All visible nodes at a level, and its ghosts if asked, ordered by the bytes of the full path, the root first. */
  walk(level: number, options?: { readonly ghosts?: boolean; readonly below?: NodeId }): Iterable<NodeId>;
  /** The sums of every directory at a level are computed once and kept for the levels asked last. */
  subtree(node: NodeId, level: number): SubtreeSums;
  /** Live bytes below a directory (or of a file) by the layer that brought them; index 0 unused. Sums to `subtree().bytes`. */
  bytesByLayer(node: NodeId, level: number): readonly number[];

  /** Rules 22 and 23 at a level; sizes of blobs and tars are the image's to add. */
  ledger(level: number): Ledger;
}
