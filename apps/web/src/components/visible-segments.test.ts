import { bytesToByteString, textToByteString } from '@stratascope/core';
import { expect, test } from 'vitest';
import { visibleSegments, visibleText } from './visible-segments';

const bytes = (...values: number[]) => bytesToByteString(new Uint8Array(values));

test('an ordinary name is one plain part', () => {
  expect(visibleSegments(textToByteString('naïve 名前.txt'))).toEqual([{ kind: 'plain', text: 'naïve 名前.txt' }]);
});

test('what would reorder a name is boxed, and the name cannot pass for another', () => {
  expect(visibleSegments(textToByteString('notes\u202efdp.exe'))).toEqual([
    { kind: 'plain', text: 'notes' },
    { kind: 'escape', text: '\\u202e' },
    { kind: 'plain', text: 'fdp.exe' },
  ]);
});

test.each([
  ['a line break', textToByteString('a\nb'), 'a\\x0ab'],
  ['an invisible space', textToByteString('a\u200bb'), 'a\\u200bb'],
  ['a no-break space', textToByteString('a\u00a0b'), 'a\\u00a0b'],
  ['a byte order mark', textToByteString('\ufeffa'), '\\ufeffa'],
  ['a tag character', textToByteString('a\u{e0041}'), 'a\\u{e0041}'],
  ['a byte that is no UTF-8', bytes(0x61, 0xff, 0x62), 'a\\xffb'],
  ['a sequence cut short', bytes(0xe5, 0x90), '\\xe5\\x90'],
  ['an overlong sequence', bytes(0xc0, 0xaf), '\\xc0\\xaf'],
  ['spaces at both ends', textToByteString('  a b '), '··a b·'],
  ['nothing but spaces', textToByteString('  '), '··'],
  ['a name that looks like an escape', textToByteString('a\\u202eb'), 'a\\\\u202eb'],
  ['no name at all', textToByteString(''), ''],
])('%s is shown', (_, name, text) => {
  expect(visibleText(name)).toBe(text);
});
