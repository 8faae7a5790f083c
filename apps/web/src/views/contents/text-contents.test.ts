import { describe, expect, test } from 'vitest';
import { decodeText, textLines } from './text-contents';

const lines = (text: string) => textLines([[text, null]]);
const plain = (text: string) => ({ kind: 'plain', text, tone: null });

describe('textLines', () => {
  test('line ends of both kinds end a line, and the carriage return is seen', () => {
    expect(lines('a\r\nb\n')).toEqual([
      {
        number: 1,
        segments: [plain('a'), { kind: 'mark', text: 'CR', tone: null }],
      },
      { number: 2, segments: [plain('b')] },
    ]);
  });
  test('what reorders or hides stands as an escape, a tab stays', () => {
    expect(lines('x\u202ey\x1bz\t')[0]?.segments.map(({ text }) => text)).toEqual([
      'x',
      '\\u202e',
      'y',
      '\\x1b',
      'z\t',
    ]);
  });
  test('line feeds and tabs are marks where they are asked for', () => {
    const segments = textLines([['a\tb\r\nc', null]], true).map((line) => line.segments.map(({ text }) => text));
    expect(segments).toEqual([['a', 'TAB', 'b', 'CR', 'LF'], ['c']]);
  });
  test('a line of a megabyte is cut', () => {
    const length = lines('a'.repeat(1_000_000))[0]?.segments.reduce((sum, { text }) => sum + text.length, 0);
    expect(length).toBe(4001);
  });
  test('nothing has no lines', () => {
    expect(lines('')).toEqual([]);
  });

  test('runs of a tone go on over lines, and a long line is cut once', () => {
    expect(
      textLines([
        ['a', 'name'],
        ['b\nc', 'string'],
        ['d', null],
      ]),
    ).toEqual([
      {
        number: 1,
        segments: [
          { ...plain('a'), tone: 'name' },
          { ...plain('b'), tone: 'string' },
        ],
      },
      { number: 2, segments: [{ ...plain('c'), tone: 'string' }, plain('d')] },
    ]);
    const long = textLines([
      ['a'.repeat(3999), null],
      ['bcd', null],
      ['ef', null],
    ])[0];
    expect(long?.segments.map(({ text }) => text.slice(-2))).toEqual(['aa', 'b', '…']);
  });
});

test('a byte order mark is kept, to be seen', () => {
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
});
