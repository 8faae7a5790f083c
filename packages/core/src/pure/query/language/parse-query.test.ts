import { describe, expect, test } from 'vitest';
import { parseQuery, pathOfQuery } from './parse-query';
import { MAX_QUERY_LENGTH, MAX_QUERY_TERMS, type TermTest } from './query';

function tests(text: string): readonly TermTest[] {
  const parsed = parseQuery(text);
  if (parsed.kind === 'failure') throw new Error(`${text}: ${parsed.failure.problem}`);
  return parsed.query.terms.map((term) => term.test);
}

function failure(text: string) {
  const parsed = parseQuery(text);
  if (parsed.kind === 'query') throw new Error(`${text} is understood`);
  const { problem, offset, length, found, key } = parsed.failure;
  return { problem, at: text.slice(offset, offset + length), found, key };
}

describe('parseQuery', () => {
  test('takes words apart at blanks, folds them, and knows where each stands', () => {
    const parsed = parseQuery('  Lib/Py  -x ');
    expect(parsed).toMatchObject({
      kind: 'query',
      query: {
        terms: [
          { isNegated: false, offset: 2, length: 6, test: { kind: 'word', text: 'lib/py' } },
          { isNegated: true, offset: 10, length: 2, test: { kind: 'word', text: 'x' } },
        ],
      },
    });
  });

  test('keeps words as bytes', () => {
    expect(tests('Ä')).toEqual([{ kind: 'word', text: '\xc3\x84' }]);
    expect(tests('a//b')).toEqual([{ kind: 'word', text: 'a/b' }]);
  });

  test('takes stars and question marks for globs of whole names', () => {
    const so = [{ kind: 'many' }, { kind: 'bytes', bytes: '.so' }];
    expect(tests('*.SO')).toEqual([{ kind: 'glob', names: [so], isAnchored: false }]);
    expect(tests('/usr/**/?')).toEqual([
      { kind: 'glob', names: [[{ kind: 'bytes', bytes: 'usr' }], 'any', [{ kind: 'one' }]], isAnchored: true },
    ]);
    expect(tests('***a')).toEqual(tests('*a'));
  });

  test('takes what is quoted letter by letter', () => {
    expect(tests('"My *File" "/Etc/a"')).toEqual([
      { kind: 'exact', names: ['My *File'], isAnchored: false },
      { kind: 'exact', names: ['Etc', 'a'], isAnchored: true },
    ]);
  });

  test('takes escapes as names are shown with them', () => {
    expect(tests('a\\ b\\*')).toEqual([{ kind: 'word', text: 'a b*' }]);
    expect(tests('\\-x \\xff\\u00e4 a\\b')).toEqual([
      { kind: 'word', text: '-x' },
      { kind: 'word', text: '\xff\xc3\xa4' },
      { kind: 'word', text: 'a\\b' },
    ]);
    expect(tests('"a\\"b"')).toEqual([{ kind: 'exact', names: ['a"b'], isAnchored: false }]);
  });

  test.each<readonly [string, TermTest]>([
    ['is:dead', { kind: 'is', what: 'dead' }],
    ['is:SETUID', { kind: 'is', what: 'setuid' }],
    ['layer:6', { kind: 'layer', from: 6, to: 6 }],
    ['layer:4..7', { kind: 'layer', from: 4, to: 7 }],
    ['layer:..7', { kind: 'layer', from: 1, to: 7 }],
    ['over:..3', { kind: 'over', from: 1, to: 3 }],
    ['size:>1MB', { kind: 'size', least: 1_000_001, most: Number.POSITIVE_INFINITY }],
    ['size:<1KiB', { kind: 'size', least: 0, most: 1023 }],
    ['size:1.5k..2kB', { kind: 'size', least: 1500, most: 2000 }],
    ['size:0', { kind: 'size', least: 0, most: 0 }],
    ['type:link', { kind: 'type', type: 'link' }],
    ['mode:4755', { kind: 'mode', mode: 0o4755 }],
    ['mode:0644', { kind: 'mode', mode: 0o644 }],
    ['owner:0', { kind: 'owner', uid: 0, gid: null }],
    ['owner::5', { kind: 'owner', uid: null, gid: 5 }],
    ['in:/usr/', { kind: 'in', path: '/usr' } as TermTest],
    ['in:"/my dir"', { kind: 'in', path: '/my dir' } as TermTest],
    ['name:Conf', { kind: 'name-word', text: 'conf' } as TermTest],
    ['name:"A"', { kind: 'exact', names: ['A'], isAnchored: false } as unknown as TermTest],
  ])('reads %s', (text, expected) => {
    expect(tests(text)).toEqual([expected]);
    expect(tests(`-${text}`)).toEqual([expected]);
  });

  test('a colon in a name is no key unless small letters stand before it', () => {
    expect(tests('libc6:amd64 Foo::Bar a\\:b')).toMatchObject([
      { kind: 'word', text: 'libc6:amd64' },
      { kind: 'word', text: 'foo::bar' },
      { kind: 'word', text: 'a:b' },
    ]);
  });

  test.each([
    ['a foo:bar', { problem: 'unknown-key', at: 'foo', found: 'foo', key: null }],
    ['is:deed x', { problem: 'value-unknown', at: 'deed', found: 'deed', key: 'is' }],
    ['x layer:', { problem: 'value-missing', at: 'layer:', found: 'layer:', key: 'layer' }],
    ['layer:7..4', { problem: 'range-down', at: '7..4', found: '7..4', key: 'layer' }],
    ['layer:0', { problem: 'value-unknown', at: '0', found: '0', key: 'layer' }],
    ['layer:..', { problem: 'value-unknown', at: '..', found: '..', key: 'layer' }],
    ['size:>1XB', { problem: 'value-unknown', at: '>1XB', found: '>1XB', key: 'size' }],
    ['size:2MB..1MB', { problem: 'range-down', at: '2MB..1MB', found: '2MB..1MB', key: 'size' }],
    ['mode:789', { problem: 'value-unknown', at: '789', found: '789', key: 'mode' }],
    ['mode:70000', { problem: 'value-unknown', at: '70000', found: '70000', key: 'mode' }],
    ['owner:root', { problem: 'value-unknown', at: 'root', found: 'root', key: 'owner' }],
    ['owner::', { problem: 'value-unknown', at: ':', found: ':', key: 'owner' }],
    ['in:../x', { problem: 'value-unknown', at: '../x', found: '../x', key: 'in' }],
    ['name:a/b', { problem: 'value-unknown', at: 'a/b', found: 'a/b', key: 'name' }],
    ['a "b c', { problem: 'open-quote', at: '"b c', found: '"b c', key: null }],
    ['"a"b c', { problem: 'after-quote', at: 'b', found: 'b', key: null }],
    ['""', { problem: 'value-missing', at: '""', found: '""', key: null }],
    ['a - b', { problem: 'nothing-negated', at: '-', found: '-', key: null }],
    ['', { problem: 'empty', at: '', found: '', key: null }],
    ['  ', { problem: 'empty', at: '  ', found: '  ', key: null }],
  ])('says of %j where it is wrong', (text, expected) => {
    expect(failure(text)).toEqual(expected);
  });

  test('is bounded in length and terms', () => {
    expect(tests('x'.repeat(MAX_QUERY_LENGTH))).toHaveLength(1);
    expect(failure('x'.repeat(MAX_QUERY_LENGTH + 1))).toMatchObject({ problem: 'too-long', at: 'x' });
    expect(tests('x '.repeat(MAX_QUERY_TERMS))).toHaveLength(MAX_QUERY_TERMS);
    expect(failure('x '.repeat(MAX_QUERY_TERMS + 1))).toMatchObject({ problem: 'too-many-terms', at: 'x ' });
  });

  test('reads any text to an end', () => {
    const pieces = [
      '"',
      '\\',
      '*',
      '?',
      '-',
      ':',
      ' ',
      'is:',
      'in:',
      '\\x',
      '\\u{',
      '/',
      '..',
      'ä',
      '\ud800',
      '\0',
      'a',
    ];
    for (let seed = 0; seed < 5000; seed++) {
      const text = [seed, seed * 7, seed * 31, seed * 101].map((at) => pieces[at % pieces.length]).join('');
      expect(['query', 'failure']).toContain(parseQuery(text).kind);
    }
  });
});

describe('pathOfQuery', () => {
  test('takes a query that begins with a slash for a path, blanks and all', () => {
    expect(pathOfQuery(' /usr/share/My File/ ')).toBe('/usr/share/My File');
    expect(pathOfQuery('/a\\x0ab')).toBe('/a\nb');
    expect(pathOfQuery('usr')).toBeNull();
    expect(pathOfQuery('/../x')).toBeNull();
  });
});
