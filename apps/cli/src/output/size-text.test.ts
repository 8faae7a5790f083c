import { expect, test } from 'vitest';
import { group, shareText, sizeText } from './size-text';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1171, '1,171 B'],
  [9_999, '9,999 B'],
  [10_000, '10.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [66_400_000, '66.4 MB'],
  [999_950_000, '1.00 GB'],
  [1_270_000_000, '1.27 GB'],
  [2_500_000_000_000, '2.50 TB'],
  [null, '?'],
])('%s bytes are shown as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('thousands are grouped', () => {
  expect([0, 999, 1000, 1234567].map(group)).toEqual(['0', '999', '1,000', '1,234,567']);
});

test('a share has one decimal, and none of nothing is a dash', () => {
  expect(shareText(1, 3)).toBe('33.3 %');
  expect(shareText(0, 0)).toBe('–');
});
