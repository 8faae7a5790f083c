import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json';

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, maxDepth = 512, maxValues = 500_000) => parseJson(encode(text), { maxDepth, maxValues });
const readValue = (text: string) => {
  const parsed = read(text);
  return parsed.kind === 'value' ? parsed.value : parsed;
};

describe('parseJson', () => {
  it('reads what JSON.parse reads, as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6, noUnicodeString: false }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(readValue(written)).toEqual(JSON.parse(written));
      }),
      { numRuns: 500 },
    );
    for (const text of [
      '0',
      '-0',
      '1e3',
      '-1.5E-2',
      '"\\u00e9\\ud83d\\ude00\\n\\/"',
      ' [ ] ',
      '{"a":{}}',
      '"\ufeff"',
    ]) {
      expect(readValue(text)).toEqual(JSON.parse(text));
    }
  });

  it('refuses exactly what JSON.parse refuses, whatever is put together', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '.',
      'e',
      '0',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
        const text = tokens.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(read(text).kind === 'value').toBe(isJson);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['', 0],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a"', 4],
    ['tru', 3],
    ['"é\u0001"', 3],
    ['[01]', 1],
    ['{} x', 3],
    ["{'a':1}", 1],
  ])('tells at which byte %j is no JSON', (text, offset) => {
    expect(read(text)).toEqual({ kind: 'syntax', offset });
  });

  it('tells keys that stand twice, and takes the last', () => {
    expect(read('{"a":1,"b":{"c":0,"c":1},"a":2}')).toMatchObject({
      value: { a: 2, b: { c: 1 } },
      duplicateKeys: ['c', 'a'],
    });
    expect(read('[{"a":1},{"a":1}]')).toMatchObject({ duplicateKeys: [] });
    expect(read('{"\\u0061":1,"a":2}')).toMatchObject({ duplicateKeys: ['a'] });
  });

  it('counts values, not keys, and reads none beyond as many as are allowed', () => {
    const document = '{"a":[1,[],{}],"b":{"c":null}}';
    expect(read(document, 512, 7).kind).toBe('value');
    expect(read(document, 512, 6)).toEqual({ kind: 'too-many' });
    expect(read('[', 512, 0)).toEqual({ kind: 'too-many' });
    expect(read(`[${'0,'.repeat(1_000_000)}0]`)).toEqual({ kind: 'too-many' });
  });

  it('reads a document without the byte order mark that it begins with', () => {
    expect(read('\ufeff{}')).toMatchObject({ kind: 'value', hasByteOrderMark: true });
    expect(read('{}')).toMatchObject({ kind: 'value', hasByteOrderMark: false });
  });

  it('shows bytes that are not UTF-8 as U+FFFD, and says that there are such', () => {
    const bytes = Uint8Array.of(0x22, 0x61, 0xff, 0x62, 0x22);
    expect(parseJson(bytes, { maxDepth: 1, maxValues: 1 })).toMatchObject({ value: 'a\ufffdb', hasInvalidUtf8: true });
    expect(read('"\ufffd"')).toMatchObject({ value: '\ufffd', hasInvalidUtf8: false });
    expect(parseJson(Uint8Array.of(0xff), { maxDepth: 1, maxValues: 1 })).toEqual({ kind: 'syntax', offset: 0 });
  });

  it('keeps __proto__ and constructor as ordinary keys', () => {
    const value = readValue('{"__proto__":{"polluted":true},"constructor":1}') as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in value).toBe(false);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('stops at the depth that is allowed, and is not troubled by a million brackets', () => {
    expect(read('[[[]]]', 3).kind).toBe('value');
    expect(read('[{"a":[]}]', 2).kind).toBe('too-deep');
    expect(read('['.repeat(1_000_000), 512).kind).toBe('too-deep');
    expect(read('['.repeat(300_000) + ']'.repeat(300_000), 1_000_000).kind).toBe('value');
  });
});
