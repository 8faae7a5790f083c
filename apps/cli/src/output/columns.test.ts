import { expect, test } from 'vitest';
import { alignColumns, displayWidth } from './columns';

test('numbers stand to the right, text to the left, and nothing trails', () => {
  const lines = alignColumns(
    [
      { title: 'size', align: 'right' },
      { title: '', align: 'left', gap: 1 },
      { title: 'path', align: 'left' },
    ],
    [
      ['1,171', 'B', '/a'],
      ['66.4', 'MB', '/b'],
      ['–', '', '/c'],
    ],
  );
  expect(lines).toEqual([' size     path', '1,171 B   /a', ' 66.4 MB  /b', '    –     /c']);
});

test.each([
  ['abc', 3],
  ['é', 1],
  ['cafe\u0301', 4],
  ['层栈', 4],
  ['🚢', 2],
])('%s takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
