import { expect, test } from 'vitest';
import { modeText, timeText } from './node-text';

test.each([
  ['dir', 0o755, 'drwxr-xr-x'],
  ['file', 0o644, '-rw-r--r--'],
  ['file', 0o4755, '-rwsr-xr-x'],
  ['file', 0o2644, '-rw-r-Sr--'],
  ['dir', 0o1777, 'drwxrwxrwt'],
  ['dir', 0o1776, 'drwxrwxrwT'],
  ['symlink', 0o777, 'lrwxrwxrwx'],
  ['fifo', 0, 'p---------'],
] as const)('a %s of mode %o is %s', (type, mode, text) => {
  expect(modeText(type, mode)).toBe(text);
});

test('a time is UTC to the minute, and seconds where no calendar reaches', () => {
  expect(timeText({ seconds: 1_700_000_000n, nanoseconds: 0 })).toBe('2023-11-14 22:13');
  expect(timeText({ seconds: -1n, nanoseconds: 0 })).toBe('1969-12-31 23:59');
  expect(timeText({ seconds: 2n ** 62n, nanoseconds: 0 })).toBe('4611686018427387904 s');
  expect(timeText(null)).toBe('–');
});
