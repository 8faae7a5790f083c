import { describe, expect, test } from 'vitest';
import { diffHex } from './diff-hex';

const zeros = (length: number, ...changed: readonly number[]) => {
  const bytes = new Uint8Array(length);
  for (const at of changed) bytes[at] = 1;
  return bytes;
};
const piecesOf = (before: Uint8Array, after: Uint8Array) =>
  diffHex(before, after, 4).pieces.map(({ kind, start, end }) => `${kind} ${start}-${end}`);

describe('diffHex', () => {
  test('equal rows are folded but for those beside a difference', () => {
    expect(piecesOf(zeros(400), zeros(400, 200, 203))).toEqual(['fold 0-48', 'rows 48-53', 'fold 53-100']);
  });

  test('a difference at the start and one at the end are shown without folds beyond them', () => {
    expect(piecesOf(zeros(400), zeros(400, 0, 399))).toEqual(['rows 0-3', 'fold 3-97', 'rows 97-100']);
  });

  test('few equal rows between two differences stay', () => {
    expect(piecesOf(zeros(72), zeros(72, 20, 48))).toEqual(['rows 0-18']);
  });

  test('what only one of them has differs, from its first byte on', () => {
    const { differing, first } = diffHex(zeros(10), zeros(17), 4);
    expect({ differing, first }).toEqual({ differing: 7, first: 10 });
    expect(piecesOf(zeros(100), zeros(110))).toEqual(['fold 0-23', 'rows 23-28']);
  });

  test('each offset at which they differ counts once', () => {
    expect(diffHex(zeros(40, 3), zeros(40, 3, 5, 39), 16)).toMatchObject({ differing: 2, first: 5 });
    expect(diffHex(zeros(40), zeros(40), 16)).toMatchObject({ differing: 0, first: null });
  });

  test('the pieces hold every row once, whatever differs', () => {
    for (let seed = 1; seed < 200; seed++) {
      const length = (seed * 37) % 211;
      const changed = Array.from({ length: seed % 7 }, (_, at) => (seed * 31 * (at + 3)) % Math.max(1, length));
      const { pieces } = diffHex(zeros(length), zeros(length, ...changed), 4);
      const rows = pieces.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
      expect(rows).toEqual(Array.from({ length: Math.ceil(length / 4) }, (_, at) => at));
      const shown = new Set(
        pieces.filter(({ kind }) => kind === 'rows').flatMap(({ start, end }) => rows.slice(start, end)),
      );
      for (const at of changed) expect(shown).toContain(Math.floor(at / 4));
    }
  });
});
