import { expect, test } from 'vitest';
import { columnsFor } from './columns';

const shown = (width: number, layers = 9) => columnsFor('wide', width, layers).columns.map(({ id }) => id);
/** The least width of a template's tracks, with the gaps between them and the padding of a row. */
const least = (width: number, layers: number) => {
  const tracks = columnsFor('wide', width, layers).template.match(/\d+(?=px)/g) ?? [];
  return tracks.reduce((sum, track) => sum + Number(track), 20 + 8 * (tracks.length - 1));
};

test.each([
  [430, ['name', 'layer', 'change', 'size']],
  [498, ['name', 'layer', 'change', 'size', 'bar']],
  [570, ['name', 'layer', 'change', 'size', 'bar', 'mode']],
  [634, ['name', 'layer', 'change', 'size', 'bar', 'mode', 'owner']],
  [760, ['name', 'layer', 'change', 'size', 'bar', 'mode', 'owner', 'time']],
])('a pane of %d px shows %j', (width, ids) => expect(shown(width)).toEqual(ids));

test('whatever the width, what is shown fits', () => {
  for (let width = 424; width < 1000; width += 7) expect(least(width, 9)).toBeLessThanOrEqual(width);
});

test('layers of three digits have room for them', () => {
  expect(least(800, 127)).toBe(least(800, 9) + 8);
});

test('a phone shows the sign of a change before its layer, and no more', () => {
  const { columns, template } = columnsFor('phone', 360, 9);
  expect(columns.map(({ id }) => id)).toEqual(['name', 'change', 'layer', 'size']);
  expect(template).toBe('minmax(0px, 1fr) 16px 30px 72px');
});
