import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytesToByteString, textToByteString } from './byte-string';
import { visibleLines, visibleString, visibleText } from './visible-text';

const bytes = (...values: number[]) => bytesToByteString(Uint8Array.from(values));

describe('visibleText', () => {
  it('shows an ordinary name as it is, whatever its script', () => {
    for (const name of ['usr/bin/env', 'naïve', '文件', 'файл', '😀', 'a\\b', '']) {
      expect(visibleText(textToByteString(name)).text).toBe(name);
    }
  });

  it('shows control, bidirectional and invisible characters as escapes', () => {
    expect(visibleText(textToByteString('a\nb')).text).toBe('a\\x0ab');
    expect(visibleText(textToByteString('\x1b[31m')).text).toBe('\\x1b[31m');
    expect(visibleText(textToByteString('a\u202etxt.exe')).text).toBe('a\\u202etxt.exe');
    expect(visibleText(textToByteString('\ufeffa\u200bb\u2066')).text).toBe('\\ufeffa\\u200bb\\u2066');
    expect(visibleText(textToByteString('\u{e0041}')).text).toBe('\\u{e0041}');
  });

  it('shows each byte that is not UTF-8 as an escape', () => {
    expect(visibleText(bytes(0x61, 0xff, 0xc0, 0x80, 0x62)).text).toBe('a\\xff\\xc0\\x80b');
    expect(visibleText(bytes(0xed, 0xa0, 0x80)).text).toBe('\\xed\\xa0\\x80');
    expect(visibleText(bytes(0xe2, 0x82)).text).toBe('\\xe2\\x82');
  });

  it('tells which runs are escapes', () => {
    expect(visibleText(textToByteString('a\n\rb')).segments).toEqual([
      { text: 'a', escaped: false },
      { text: '\\x0a\\x0d', escaped: true },
      { text: 'b', escaped: false },
    ]);
  });

  it('doubles a backslash that could be taken for an escape', () => {
    expect(visibleText(textToByteString('\\x0a')).text).toBe('\\\\x0a');
    expect(visibleText(textToByteString('\\\n')).text).toBe('\\\\\\x0a');
  });

  it('never shows two names alike', () => {
    const piece = fc.constantFrom('\\', 'x0a', 'u202e', '\n', '\u202e', '\u{e0041}', 'u{e0041}', 'a', '\xff');
    const name = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('') as ByteString);
    fc.assert(
      fc.property(name, name, (left, right) => {
        fc.pre(left !== right);
        expect(visibleText(left).text).not.toBe(visibleText(right).text);
      }),
      { numRuns: 3000 },
    );
  });

  it('never lets anything through that a terminal would act upon', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (random) => {
        expect(visibleText(bytesToByteString(random)).text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u);
      }),
    );
  });
});

describe('visibleLines', () => {
  it('keeps lines and tabs, and shows all else that hides as an escape', () => {
    expect(visibleLines('RUN a \\\n\t&& b\u202e\x1b[31m\r\n')).toBe('RUN a \\\n\t&& b\\u202e\\x1b[31m\\x0d\n');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visibleLines(text);
        expect(visibleLines(shown)).toBe(shown);
        expect(shown).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('visibleString', () => {
  it('does the same for text', () => {
    expect(visibleString('a\u202e\u0000文')).toBe('a\\u202e\\x00文');
  });
});
