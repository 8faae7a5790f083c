import { expect, test } from 'vitest';
import { hexRow, offsetText } from './hex-rows';

test('a row has the digits of its bytes, and their text where they can be shown', () => {
  const bytes = new Uint8Array([0x41, 0, 0x7f, 0x20, 0xff]);
  expect(hexRow(bytes, 1, 17, 16)).toEqual({ offset: 17, digits: ['00', '7f', '20', 'ff'], text: '·· ·' });
  expect(hexRow(new Uint8Array(20), 0, 0, 8).digits).toHaveLength(8);
});

test('an offset has as many digits as the largest of the file', () => {
  expect(offsetText(255, 1000)).toBe('000000ff');
  expect(offsetText(16, 2 ** 36)).toBe('0000000010');
});
