import { expect, test } from 'vitest';
import type { OutputStream } from './command-streams';
import { jsonDocument, jsonText } from './json-text';

const stream = (isTerminal: boolean): OutputStream => ({
  isTerminal,
  hasColor: false,
  columns: undefined,
  write: () => Promise.resolve(),
});

// A C1 control that starts an escape sequence, DEL, an override of the reading direction, a tag of the supplementary planes.
const name = 'a\u009b31m\u007f\u202eexe.\u{e0041}é';

test('JSON for files and pipes is what JSON.stringify gives', () => {
  expect(jsonText({ name }, stream(false))).toBe(JSON.stringify({ name }));
});

test('JSON for a terminal means the same, and has nothing in it that a terminal obeys or hides', () => {
  const text = jsonText({ name }, stream(true));
  expect(JSON.parse(text)).toEqual({ name });
  expect(text).toBe('{"name":"a\\u009b31m\\u007f\\u202eexe.\\udb40\\udc41é"}');
  expect(JSON.parse(jsonDocument({ name }, stream(true)))).toEqual({ name });
});
