import type { ByteFacts } from '../ledger/byte-deaths';
import type { EntryTable, Source } from './entry-table';
import type { Folders, NodeRange } from './folders';

/**
 * A merged image as columns. Nodes are numbered in the order of `ls` (by the bytes of the full path, the root 0), so
 * that a parent comes before its children, a directory's children stand by name, and all that ever was below a
 * directory is one range of numbers. Only paths that stood at some level are nodes.
 */
export interface TreeColumns {
  readonly entries: EntryTable;
  readonly layerCount: number;
  readonly nodeCount: number;
  readonly parent: Uint32Array;
  /** Start of each base name in `names`; one more element than nodes. */
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
  /** What is in each node. */
  readonly folders: Folders;

  /** Versions of `node` are those from `versionStart[node]` to `versionStart[node + 1]`, oldest first. */
  readonly versionStart: Uint32Array;
  readonly versionLayer: Uint16Array | Uint32Array;
  /** Of what is there its source; of a removal the node at which the mark or the replacement stands. */
  readonly versionSource: Uint32Array;
  /** `VersionBits`. */
  readonly versionBits: Uint16Array;

  /** By source: how the inode of a file died, packed as `unpackDeath` reads it; 0 while it lives. Empty where none has. */
  readonly deaths: Uint32Array;
  readonly bytes: ByteFacts;
  /** Nodes, ascending, that ever were names of an inode that has had hard links, by its source. */
  readonly linkedNames: ReadonlyMap<Source, Uint32Array>;
}

export const ROOT_NODE = 0;

/** The range of nodes below one: first, and one after the last. */
export function rangeBelow(columns: TreeColumns, node: number): NodeRange {
  return columns.folders.rangeBelow(node);
}

/** The version that holds at a level, or -1 where the path never was up to there. */
export function versionAt(columns: TreeColumns, node: number, level: number): number {
  const { versionStart, versionLayer } = columns;
  const start = versionStart[node] ?? 0;
  let high = (versionStart[node + 1] ?? 0) - 1;
  // Nearly always the newest one.
  if ((versionLayer[high] ?? 0) <= level) return high;
  let low = start;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((versionLayer[middle] ?? 0) <= level) low = middle + 1;
    else high = middle;
  }
  return low > start ? low - 1 : -1;
}
