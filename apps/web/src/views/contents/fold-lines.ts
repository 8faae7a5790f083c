import type { DiffLine } from './diff-texts';

/** A piece of a diff: lines to show, or unchanged ones that are folded. */
export type DiffPiece =
  | { readonly kind: 'lines'; readonly lines: readonly DiffLine[] }
  | { readonly kind: 'fold'; readonly lines: readonly DiffLine[] };

/** Unchanged lines that stay beside a change. */
const CONTEXT = 3;
/** Fewer are not worth a fold. */
const LEAST = 4;

/** Folds unchanged lines but for those beside a change. */
export function foldLines(lines: readonly DiffLine[]): readonly DiffPiece[] {
  const pieces: DiffPiece[] = [];
  let shown: DiffLine[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && lines[end]?.kind === 'same') end++;
    if (end === at) {
      shown.push(lines[at++] as DiffLine);
      continue;
    }
    const from = at === 0 ? at : at + CONTEXT;
    const to = end === lines.length ? end : end - CONTEXT;
    if (to - from < LEAST) {
      shown.push(...lines.slice(at, end));
    } else {
      shown.push(...lines.slice(at, from));
      if (shown.length > 0) pieces.push({ kind: 'lines', lines: shown });
      pieces.push({ kind: 'fold', lines: lines.slice(from, to) });
      shown = lines.slice(to, end);
    }
    at = end;
  }
  if (shown.length > 0) pieces.push({ kind: 'lines', lines: shown });
  return pieces;
}

/** The first pieces of so many rows at most, a fold being one unless it is opened, and how many lines are left. */
export function firstPieces(
  pieces: readonly DiffPiece[],
  unfolded: ReadonlySet<number>,
  most: number,
): { readonly shown: readonly DiffPiece[]; readonly left: number } {
  const shown: DiffPiece[] = [];
  let room = most;
  let left = 0;
  for (const [at, piece] of pieces.entries()) {
    const isFolded = piece.kind === 'fold' && !unfolded.has(at);
    const rows = isFolded ? 1 : piece.lines.length;
    if (room > 0) shown.push(rows <= room ? piece : { ...piece, lines: piece.lines.slice(0, room) });
    left += room <= 0 ? piece.lines.length : Math.max(0, rows - room);
    room -= rows;
  }
  return { shown, left };
}
