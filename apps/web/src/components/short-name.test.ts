import { byteStringToText, textToByteString } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { shortName } from './short-name';

describe('a name in one line', () => {
  test('of a usual length is whole', () => {
    const name = textToByteString('requirements.txt');
    expect(shortName(name)).toBe(name);
  });

  test('of 64 kB has its beginning and its end', () => {
    const short = byteStringToText(shortName(textToByteString(`begin-${'x'.repeat(65_000)}-end.py`)));
    expect(short).toMatch(/^begin-x+…x+-end\.py$/);
    expect(short.length).toBeLessThan(600);
  });

  test('is cut within no character, wherever the cuts fall', () => {
    for (const before of ['', 'a', 'ab']) {
      const short = byteStringToText(shortName(textToByteString(`${before}${'文'.repeat(1000)}`)));
      expect(short).toMatch(/^[ab]*文+…文+$/);
    }
  });
});
