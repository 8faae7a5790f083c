import { expect, test } from 'vitest';
import { timestampText } from './timestamp-text';

test.each([
  [0n, 0, '0'],
  [1n, 500_000_000, '1.5'],
  [1n, 1, '1.000000001'],
  [-1n, 500_000_000, '-0.5'],
  [-2n, 250_000_000, '-1.75'],
  [-2n, 0, '-2'],
  [8_589_934_592n, 120_000_000, '8589934592.12'],
])('%d s and %d ns is %s', (seconds, nanoseconds, text) => {
  expect(timestampText({ seconds, nanoseconds })).toBe(text);
});
