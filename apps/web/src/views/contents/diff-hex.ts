/** Rows of two byte strings beside each other: those near a difference, and runs of equal ones that are folded. */
export interface HexPiece {
  readonly kind: 'rows' | 'fold';
  /** Numbers of rows, from 0; `end` is no longer of it. */
  readonly start: number;
  readonly end: number;
}

export interface HexDiff {
  readonly pieces: readonly HexPiece[];
  /** Offsets at which the two have not the same byte, or only one of them has any. */
  readonly differing: number;
  /** The first of them; null where there is none. */
  readonly first: number | null;
}

/** Equal rows that stay beside a difference. */
const CONTEXT = 2;
/** Fewer are not worth a fold. */
const LEAST = 4;

/**
 * Compares two byte strings offset by offset, in rows of `rowBytes`. What is inserted moves all that follows: unlike lines,
 * bytes have nothing by which they could be found again. Takes one pass.
 */
export function diffHex(before: Uint8Array, after: Uint8Array, rowBytes: number): HexDiff {
  const length = Math.max(before.length, after.length);
  const shared = Math.min(before.length, after.length);
  const rowCount = Math.ceil(length / rowBytes);
  const pieces: HexPiece[] = [];
  let differing = length - shared;
  let first: number | null = null;
  /** The rows that are shown next begin here, and go up to `shownEnd` by now. */
  let shownStart = 0;
  let shownEnd = 0;
  const show = (from: number, to: number) => {
    if (from - shownEnd >= LEAST) {
      if (shownEnd > shownStart) pieces.push({ kind: 'rows', start: shownStart, end: shownEnd });
      pieces.push({ kind: 'fold', start: shownEnd, end: from });
      shownStart = from;
    }
    shownEnd = to;
  };

  for (let row = 0; row < rowCount; row++) {
    const end = Math.min(shared, (row + 1) * rowBytes);
    let isSame = Math.min(length, (row + 1) * rowBytes) === end;
    for (let at = row * rowBytes; at < end; at++) {
      if (before[at] === after[at]) continue;
      isSame = false;
      first ??= at;
      differing++;
    }
    if (isSame) continue;
    first ??= shared;
    show(Math.max(shownEnd, row - CONTEXT), Math.min(rowCount, row + 1 + CONTEXT));
  }
  show(rowCount, rowCount);
  if (shownEnd > shownStart) pieces.push({ kind: 'rows', start: shownStart, end: shownEnd });
  return { pieces, differing, first };
}
