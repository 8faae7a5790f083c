import { DEATH_CAUSES } from '../../ledger/ledger';
import type { DeathCause } from '../../tree/change';
import { unpackDeath } from '../../tree/inode-table';
import type { MergedTree, NodeId } from '../../tree/merged-tree';
import { ROOT_NODE, versionAt } from '../../tree/tree-columns';
import { type BytesGrouping, bytesGroups } from './byte-group';
import { choosePieces } from './choose-pieces';
import { RestTally } from './rest-tally';
import { type BytesScope, bytesBelow, type UnitSums, unitSums } from './unit-sums';

/** Which bytes a picture shows. */
export type BytesShown = 'both' | 'live' | 'dead';

/** A question for a picture of where the bytes of a directory lie. */
export interface BytesRequest extends BytesScope {
  readonly directory: NodeId;
  readonly show: BytesShown;
  /** What is smaller than this share of the directory's bytes, in millionths, is folded. */
  readonly smallest: number;
  /** Pieces at most, the largest first: folders, files, dead files. Each folder may have a rest besides. */
  readonly limit: number;
  /** Tells live bytes apart by this as well. */
  readonly groupBy?: BytesGrouping | null;
}

/** What of a directory is too small to be drawn for itself. Layers and groups as `[which, bytes]`, the first first. */
export interface RestBytes {
  /** Children of the directory that have such bytes. */
  readonly count: number;
  readonly bytes: number;
  /** The layers that brought them. */
  readonly layers: readonly (readonly [layer: number, bytes: number])[];
}

/** A directory whose bytes are drawn apart. What it holds and its rests add up to `live` and `dead`. */
export interface BytesFolder {
  readonly node: NodeId;
  /** Position of the directory around it; -1 for the one that was asked for, which is the first. */
  readonly parent: number;
  readonly live: number;
  readonly dead: number;
  readonly restLive: (RestBytes & { readonly groups: readonly (readonly [group: string, bytes: number])[] }) | null;
  /** `killers`: the layers that killed them. */
  readonly restDead: (RestBytes & { readonly killers: readonly (readonly [layer: number, bytes: number])[] }) | null;
}

/** The bytes of one file: what is seen at the level, or a version of it that died. */
export interface BytesCell {
  /** Position of its directory. */
  readonly folder: number;
  readonly node: NodeId;
  readonly bytes: number;
  /** The layer that brought it. */
  readonly layer: number;
  /** Of live bytes with a grouping; else null. */
  readonly group: string | null;
  /** How it died, by the level or (`isDead` false) above it; null where it never did. */
  readonly death: { readonly by: number; readonly cause: DeathCause } | null;
  readonly isDead: boolean;
}

/**
 * Where the bytes of a directory lie, with no more pieces than can be seen. Nothing is lost by the folding: cells, folders
 * and rests of a directory add up to its bytes to the byte, and those of the root to the ledger (rules 22, 23).
 */
export interface BytesPicture {
  /** Of the directory, whatever of it is shown. */
  readonly live: number;
  readonly dead: number;
  /** Stored bytes of layers that bring no file bytes: they lie nowhere. 0 but for a picture of stored bytes. */
  readonly undivided: number;
  /** A directory stands before what is in it. */
  readonly folders: readonly BytesFolder[];
  /** In the order of their directories, the largest of each first. */
  readonly cells: readonly BytesCell[];
}

/**
 * Costs one look at each child of each directory that is drawn, and one at each node that is folded; the first time at a
 * level one pass over nodes and deaths.
 */
export function bytesPicture(tree: MergedTree, request: BytesRequest): BytesPicture {
  const sums = unitSums(tree, request);
  const { columns } = sums;
  const directory: number = request.directory;
  const below = bytesBelow(sums, directory);
  // The root has no directory around it in which what died of its own could stand.
  const own = directory === ROOT_NODE ? ownDead(sums) : 0;
  const groups = request.groupBy ? bytesGroups(tree, columns, request.groupBy, request) : null;
  const chosen = choosePieces(sums, request, new RestTally(sums, groups, request.level));

  const folders: BytesFolder[] = [];
  const cells: BytesCell[] = [];
  for (const { node, parent, pieces, rest } of chosen) {
    const { live, dead } = parent < 0 ? { live: below.live, dead: below.dead + own } : bytesBelow(sums, node);
    const at = folders.length;
    folders.push({ node: node as NodeId, parent, ...shown({ live, dead }, request.show), ...rest });
    for (const piece of pieces) {
      if (piece.kind === 'folder') continue;
      cells.push(
        piece.kind === 'live'
          ? liveCell(sums, piece.node, at, groups && (groups.names[groups.of(piece.node)] ?? null), request.level)
          : deadCell(sums, piece.node, piece.unit, at),
      );
    }
  }
  return {
    live: below.live,
    dead: below.dead + own,
    undivided: undividedBytes(tree, request),
    folders,
    cells,
  };
}

function shown({ live, dead }: { readonly live: number; readonly dead: number }, show: BytesShown) {
  return { live: show === 'dead' ? 0 : live, dead: show === 'live' ? 0 : dead };
}

function ownDead({ units, deadBefore }: UnitSums): number {
  return (deadBefore[units.start[ROOT_NODE + 1] ?? 0] ?? 0) - (deadBefore[units.start[ROOT_NODE] ?? 0] ?? 0);
}

function liveCell(sums: UnitSums, node: number, folder: number, group: string | null, level: number): BytesCell {
  const { columns, liveBefore, origin } = sums;
  const source = columns.versionSource[versionAt(columns, node, level)] ?? 0;
  const death = unpackDeath(columns.deaths[source] ?? 0);
  return {
    folder,
    node: node as NodeId,
    bytes: (liveBefore[node + 1] ?? 0) - (liveBefore[node] ?? 0),
    layer: origin[node] ?? 0,
    group,
    death: death === null ? null : { by: death.layer, cause: death.cause },
    isDead: false,
  };
}

function deadCell({ units, deadBefore }: UnitSums, node: number, unit: number, folder: number): BytesCell {
  return {
    folder,
    node: node as NodeId,
    bytes: (deadBefore[unit + 1] ?? 0) - (deadBefore[unit] ?? 0),
    layer: units.born[unit] ?? 0,
    group: null,
    death: { by: units.by[unit] ?? 0, cause: DEATH_CAUSES[units.cause[unit] ?? 0] ?? 'superseded-in-layer' },
    isDead: true,
  };
}

function undividedBytes(tree: MergedTree, { level, from, stored }: BytesScope): number {
  if (stored === null) return 0;
  return tree
    .ledger(level)
    .layers.filter(({ layer, content }) => layer > from && content === 0)
    .reduce((sum, { layer }) => sum + (stored[layer] ?? 0), 0);
}
