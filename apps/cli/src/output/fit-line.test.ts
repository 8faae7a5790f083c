import { expect, test } from 'vitest';
import { fitLine } from './fit-line';

test('a line that is too wide for the terminal is cut and says so', () => {
  expect(fitLine('abcdef', 6)).toBe('abcdef');
  expect(fitLine('abcdefg', 6)).toBe('abcde…');
  expect(fitLine('层层层层', 6)).toBe('层层…');
});

test('what is written to a file is never cut', () => {
  expect(fitLine('x'.repeat(500), undefined)).toHaveLength(500);
});
