import { ROOT_NODE, rangeBelow } from '../../tree/tree-columns';
import type { BytesFolder, BytesRequest, BytesShown } from './bytes-picture';
import type { RestTally } from './rest-tally';
import { bytesBelow, bytesBetween, type UnitSums } from './unit-sums';

/** What can stand for itself in a picture: all below a directory, the live bytes of a file, a version of it that died. */
export type PieceKind = 'folder' | 'live' | 'dead';

export interface Piece {
  readonly kind: PieceKind;
  readonly node: number;
  /** Of `dead`. */
  readonly unit: number;
  readonly bytes: number;
}

/** A directory whose contents are drawn. */
export interface ChosenFolder {
  readonly node: number;
  /** Position among the chosen folders, -1 for the first. */
  readonly parent: number;
  /** The largest first. */
  readonly pieces: readonly Piece[];
  /** What of it is not chosen. */
  readonly rest: Pick<BytesFolder, 'restLive' | 'restDead'>;
}

/**
 * The largest pieces below a directory: all that reach the least share, or so many as the limit allows. A directory is never
 * smaller than what is in it, so whatever is chosen has its directory chosen.
 */
export function choosePieces(sums: UnitSums, request: BytesRequest, tally: RestTally): readonly ChosenFolder[] {
  const { show } = request;
  const least = leastBytes(sums, request);
  const chosen: ChosenFolder[] = [];
  const open: { readonly node: number; readonly parent: number }[] = [{ node: request.directory, parent: -1 }];
  let ties = least.ties;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const pieces: Piece[] = [];
    tally.clear();
    visitPieces(sums, next.node, show, (kind, node, unit, bytes) => {
      const isTie = bytes === least.bytes && ties > 0;
      if (isTie) ties--;
      if (bytes > least.bytes || isTie) pieces.push({ kind, node, unit, bytes });
      else tally.add(kind, node, unit, show);
    });
    pieces.sort((one, other) => other.bytes - one.bytes || one.node - other.node);
    const parent = chosen.length;
    chosen.push({ ...next, pieces, rest: tally.result() });
    for (let at = pieces.length - 1; at >= 0; at--) {
      const piece = pieces[at];
      if (piece?.kind === 'folder') open.push({ node: piece.node, parent });
    }
  }
  return chosen;
}

/** What is larger than `bytes` is drawn, and so many of what is as large, in the order in which they are met. */
interface Least {
  readonly bytes: number;
  readonly ties: number;
}

function leastBytes(sums: UnitSums, { directory, show, smallest, limit }: BytesRequest): Least {
  const total = shownBytes(bytesBelow(sums, directory), show);
  const least = Math.max(1, Math.ceil((total * smallest) / 1e6));
  const sizes: number[] = [];
  const open: number[] = [directory];
  const visit = (kind: PieceKind, node: number, _: number, bytes: number) => {
    if (bytes < least) return;
    sizes.push(bytes);
    if (kind === 'folder') open.push(node);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) visitPieces(sums, node, show, visit);
  if (sizes.length <= limit) return { bytes: least - 1, ties: 0 };
  const sorted = Float64Array.from(sizes).sort().reverse();
  const bytes = sorted[limit] ?? 0;
  return { bytes, ties: limit - sorted.indexOf(bytes) };
}

type VisitPiece = (kind: PieceKind, node: number, unit: number, bytes: number) => void;

/** All pieces in a directory that have bytes, in the order of nodes: of a child what is below it, what it is, what it was. */
function visitPieces(sums: UnitSums, directory: number, show: BytesShown, visit: VisitPiece): void {
  const { columns, units, liveBefore, deadBefore } = sums;
  const { folders } = columns;
  if (directory === ROOT_NODE && show !== 'live') visitDead(sums, ROOT_NODE, visit);
  for (const node of folders.children(directory)) {
    if (folders.has(node)) {
      const range = rangeBelow(columns, node);
      const bytes = shownBytes(bytesBetween(sums, range.first, range.end), show);
      if (bytes > 0) visit('folder', node, 0, bytes);
    }
    const live = (liveBefore[node + 1] ?? 0) - (liveBefore[node] ?? 0);
    if (live > 0 && show !== 'dead') visit('live', node, 0, live);
    const hasDead = deadBefore[units.start[node] ?? 0] !== deadBefore[units.start[node + 1] ?? 0];
    if (hasDead && show !== 'live') visitDead(sums, node, visit);
  }
}

function visitDead({ units, deadBefore }: UnitSums, node: number, visit: VisitPiece): void {
  for (let unit = units.start[node] ?? 0; unit < (units.start[node + 1] ?? 0); unit++) {
    const bytes = (deadBefore[unit + 1] ?? 0) - (deadBefore[unit] ?? 0);
    if (bytes > 0) visit('dead', node, unit, bytes);
  }
}

function shownBytes({ live, dead }: { readonly live: number; readonly dead: number }, show: BytesShown): number {
  return (show === 'dead' ? 0 : live) + (show === 'live' ? 0 : dead);
}
