import { expect, test } from 'vitest';
import { parseOffset } from './parse-offset';

test('an offset is hexadecimal, with its mark or without', () => {
  expect(parseOffset('0x1F40', 10_000)).toBe(8000);
  expect(parseOffset(' 00001f40 ', 10_000)).toBe(8000);
});

test('what is no offset of the file is none', () => {
  for (const typed of ['', '0x', 'xyz', '-1', '2710', '0x99999999999999999']) {
    expect(parseOffset(typed, 10_000)).toBeNull();
  }
});
