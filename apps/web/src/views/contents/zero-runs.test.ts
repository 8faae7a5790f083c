import { expect, test } from 'vitest';
import { shortRows } from './zero-runs';

const rowsOf = (...bytes: readonly number[]) =>
  shortRows(Uint8Array.from(bytes), 2).map(({ offset, kind, bytes: length }) => `${kind} ${offset}+${length}`);

test('rows of zeros are left out where there are more than two of them', () => {
  expect(rowsOf(1, 0, 0, 0, 0, 0, 0, 0, 0, 2)).toEqual(['row 0+2', 'zeros 2+6', 'row 8+2']);
  expect(rowsOf(1, 0, 0, 0, 0, 0, 3)).toEqual(['row 0+2', 'row 2+2', 'row 4+2', 'row 6+1']);
});

test('zeros at the end count as far as there are bytes', () => {
  expect(rowsOf(1, 1, 0, 0, 0, 0, 0)).toEqual(['row 0+2', 'zeros 2+5']);
  expect(rowsOf()).toEqual([]);
});
