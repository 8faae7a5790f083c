import { describe, expect, test } from 'vitest';
import { isText, textLines } from './text-contents';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('isText', () => {
  test('a character that the end of the piece cuts is still text', () => {
    expect(isText(bytes('层').subarray(0, 2))).toBe(true);
  });
  test.each([[[0x7f, 0x45, 0x4c, 0x46, 0]], [[0xff, 0xfe, 0x41]]])('%j is not', (values) => {
    expect(isText(new Uint8Array(values))).toBe(false);
  });
});

describe('textLines', () => {
  test('line ends of both kinds end a line, and the carriage return is seen', () => {
    expect(textLines(bytes('a\r\nb\n'))).toEqual([
      {
        number: 1,
        segments: [
          { kind: 'plain', text: 'a' },
          { kind: 'mark', text: 'CR' },
        ],
      },
      { number: 2, segments: [{ kind: 'plain', text: 'b' }] },
    ]);
  });
  test('what reorders or hides stands as an escape, a tab stays', () => {
    expect(textLines(bytes('x\u202ey\x1bz\t'))[0]?.segments.map(({ text }) => text)).toEqual([
      'x',
      '\\u202e',
      'y',
      '\\x1b',
      'z\t',
    ]);
  });
  test('a line of a megabyte is cut', () => {
    const length = textLines(bytes('a'.repeat(1_000_000)))[0]?.segments.reduce((sum, { text }) => sum + text.length, 0);
    expect(length).toBe(4001);
  });
  test('nothing has no lines', () => {
    expect(textLines(bytes(''))).toEqual([]);
  });
});
