import { describe, expect, test } from 'vitest';
import type { DiffLine } from './diff-texts';
import { firstPieces, foldLines } from './fold-lines';

/** A letter a line: `s` the same, `+` added. */
const lines = (kinds: string): readonly DiffLine[] =>
  [...kinds].map((kind, at) => ({
    kind: kind === '+' ? 'added' : 'same',
    before: at,
    after: at,
    words: [],
    end: '\n',
  }));
const sizes = (pieces: ReturnType<typeof foldLines>) =>
  pieces.map(({ kind, lines: { length } }) => `${kind} ${length}`);

describe('pieces of a diff', () => {
  const pieces = foldLines(lines(`${'s'.repeat(20)}+${'s'.repeat(20)}`));

  test('unchanged lines are folded but for those beside a change', () => {
    expect(sizes(pieces)).toEqual(['fold 17', 'lines 7', 'fold 17']);
  });

  test('as many rows as there is room for are shown, a fold being one of them', () => {
    expect(sizes(firstPieces(pieces, new Set(), 9).shown)).toEqual(['fold 17', 'lines 7', 'fold 17']);
    const some = firstPieces(pieces, new Set(), 5);
    expect(sizes(some.shown)).toEqual(['fold 17', 'lines 4']);
    expect(some.left).toBe(3 + 17);
    const open = firstPieces(pieces, new Set([0]), 10);
    expect(sizes(open.shown)).toEqual(['fold 10']);
    expect(open.left).toBe(7 + 7 + 17);
  });
});
