import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1 } from '../../testing/tar/write-tar';
import { MalformedTar } from './malformed-tar';
import { parsePaxRecords } from './pax-records';

const parse = (text: string) => Object.fromEntries(parsePaxRecords(latin1(text)));

/** `LENGTH KEY=VALUE\n` with the length found by trying. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (length !== String(length).length + rest.length) length++;
  return `${length}${rest}`;
}

describe('the records of a pax header (rule 13)', () => {
  it('are keys and values; a value may hold anything', () => {
    expect(parse(`${record('path', 'a/b')}${record('SCHILY.xattr.user.x', 'a=b\n\0\xff')}`)).toEqual({
      path: 'a/b',
      'SCHILY.xattr.user.x': 'a=b\n\0\xff',
    });
    expect(parse('')).toEqual({});
  });

  it('keep the later of two values, also an empty one', () => {
    expect(parse(record('uid', '1') + record('uid', '2') + record('gid', '3') + record('gid', ''))).toEqual({
      uid: '2',
      gid: '',
    });
  });

  it('may have a length with leading zeros or a plus sign', () => {
    expect(parse('0011 uid=123\n'.replace('0011', '0013'))).toEqual({ uid: '123' });
    expect(parse('+12 uid=123\n')).toEqual({ uid: '123' });
  });

  it.each([
    ['has no length', ' path=a\n'],
    ['has a length that is no number', 'x path=a\n'],
    ['has a negative length', '-10 path=a\n'],
    ['is longer than the header', '11 path=a\n'],
    ['ends before its newline', '8 path=a\n'],
    ['is shorter than any record', '4 a\n'],
    ['has no space', '10path=a\n'],
    ['has no equals sign', '9 path:a\n'],
    ['has no key', '5 =a\n'],
    ['has its equals sign in the next record', `6 ab\n\n${record('k', 'v')}`],
    ['is followed by NULs', `${record('path', 'a')}\0\0`],
    ['has a NUL in its key', record('a\0b', 'c')],
    ['has a NUL in a path', record('path', 'a\0')],
    ['has a NUL in a link', record('linkpath', 'a\0b')],
    ['has a NUL in a user name', record('uname', '\0')],
  ])('are refused where one %s', (_, text) => {
    expect(() => parse(text)).toThrow(new MalformedTar('bad pax record'));
  });

  it('gather the regions of sparse format 0.0', () => {
    const region = (offset: number, length: number) =>
      record('GNU.sparse.offset', String(offset)) + record('GNU.sparse.numbytes', String(length));
    expect(parse(record('GNU.sparse.numblocks', '2') + region(0, 4) + region(100, 8))).toEqual({
      'GNU.sparse.numblocks': '2',
      'GNU.sparse.map': '0,4,100,8',
    });
  });

  it.each([
    ['a length comes first', record('GNU.sparse.numbytes', '1')],
    ['an offset follows an offset', record('GNU.sparse.offset', '1') + record('GNU.sparse.offset', '2')],
    ['a number hides two', record('GNU.sparse.offset', '1,2')],
  ])('are refused where %s', (_, text) => {
    expect(() => parse(text)).toThrow(MalformedTar);
  });

  it('read back whatever was written', () => {
    const key = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => /^[!-<>-~]+$/.test(text));
    const value = fc.uint8Array({ maxLength: 300 }).map((bytes) => String.fromCharCode(...bytes));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name }), (pairs) => {
        expect([...parsePaxRecords(latin1(pairs.map(([name, text]) => record(name, text)).join('')))]).toEqual(pairs);
      }),
    );
  });
});
