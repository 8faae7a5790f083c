import { expect, test } from 'vitest';
import { modeText } from './mode-text';

test.each([
  ['file', '0644', '-rw-r--r--'],
  ['dir', '1777', 'drwxrwxrwt'],
  ['file', '4755', '-rwsr-xr-x'],
  ['file', '2745', '-rwxr-Sr-x'],
  ['file', '6000', '---S--S---'],
  ['symlink', '0777', 'lrwxrwxrwx'],
  ['fifo', '1000', 'p--------T'],
] as const)('a %s of mode %s is written %s', (type, mode, text) => {
  expect(modeText(type, mode)).toBe(text);
});
