import { expect, test } from 'vitest';
import { visiblePieces } from './visible-pieces';

async function shown(...pieces: readonly Uint8Array[]): Promise<string> {
  const source = async function* () {
    yield* pieces;
  };
  let text = '';
  for await (const piece of visiblePieces(source())) text += piece;
  return text;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('text stays what it is, with its lines and tabs', async () => {
  expect(await shown(bytes('eins\n\tzwei é 文件\n'))).toBe('eins\n\tzwei é 文件\n');
});

test('what a terminal would obey is shown, and what it would hide', async () => {
  expect(await shown(bytes('\x1b]0;title\x07\u009b31m\r\u202e\u200b'))).toBe(
    '\\x1b]0;title\\x07\\u009b31m\\x0d\\u202e\\u200b',
  );
});

test('what is no text is told from text', async () => {
  expect(await shown(Uint8Array.of(0x61, 0xff, 0x9b, 0x62))).toBe('a\ufffd\ufffdb');
});

test('however the bytes are cut', async () => {
  const whole = bytes('a\u202eé文\u{e0041}\u009b31m');
  for (let cut = 0; cut <= whole.length; cut++) {
    expect(await shown(whole.subarray(0, cut), whole.subarray(cut))).toBe('a\\u202eé文\\u{e0041}\\u009b31m');
  }
});
