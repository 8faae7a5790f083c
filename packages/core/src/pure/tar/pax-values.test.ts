import { describe, expect, it } from 'vitest';
import type { ByteString } from '../model/byte-string';
import { parseDecimal, parseDecimalBig } from './decimal';
import { MalformedTar } from './malformed-tar';
import { readPaxTime } from './pax-values';
import { readXattrs } from './xattrs';

const time = (text: string) => readPaxTime(text as ByteString);

describe('a decimal number of a pax record', () => {
  it.each([
    ['0', 0n],
    ['007', 7n],
    ['+7', 7n],
    ['-7', -7n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    [`${'0'.repeat(40)}12`, 12n],
  ])('is %s', (text, expected) => {
    expect(parseDecimalBig(text)).toBe(expected);
    expect(parseDecimal(text)).toBe(Number(expected));
  });

  it.each([
    '',
    '-',
    '+',
    '1.5',
    '1e3',
    '0x10',
    '1_000',
    ' 1',
    '1 ',
    '--1',
    '9223372036854775808',
    '-9223372036854775809',
    '1'.repeat(1_000_000),
  ])('is not %.30s', (text) => {
    expect(parseDecimalBig(text)).toBeNull();
  });
});

describe('a time of a pax record (rule 13)', () => {
  it.each([
    ['0', 0n, 0],
    ['1.5', 1n, 500_000_000],
    ['1.', 1n, 0],
    ['1.000000001', 1n, 1],
    ['1.1234567899', 1n, 123_456_789],
    ['1.0000000009', 1n, 0],
    ['-1', -1n, 0],
    ['-0.5', -1n, 500_000_000],
    ['-1.25', -2n, 750_000_000],
    ['-1.0000000009', -1n, 0],
    ['+3.5', 3n, 500_000_000],
    ['9223372036854775807.9', 2n ** 63n - 1n, 900_000_000],
    ['-9223372036854775808', -(2n ** 63n), 0],
    // As runtimes have it: 64 bits wrap.
    ['-9223372036854775808.5', 2n ** 63n - 1n, 500_000_000],
  ])('%s is so many seconds, and nanoseconds onward', (text, seconds, nanoseconds) => {
    expect(time(text)).toEqual({ seconds, nanoseconds });
  });

  it.each(['', '.5', '12:30', '1.5x', '1.-5', '1.5.5', '-', '9223372036854775808'])('%j is no time', (text) => {
    expect(() => time(text)).toThrow(new MalformedTar('bad pax value'));
  });
});

describe('extended attributes (rule 13)', () => {
  const read = (records: Record<string, string>) =>
    [...readXattrs(new Map(Object.entries(records) as [ByteString, ByteString][]))].map(([name, value]) => [
      name,
      String.fromCharCode(...value),
    ]);

  it('are bytes in SCHILY records, their names as they stand', () => {
    expect(read({ path: 'x', 'SCHILY.xattr.user.b': '\0\xff', 'SCHILY.xattr.user.%3D': 'v' })).toEqual([
      ['user.b', '\0\xff'],
      ['user.%3D', 'v'],
    ]);
  });

  it('are decoded in LIBARCHIVE records, with padding or without', () => {
    expect(
      read({ 'LIBARCHIVE.xattr.user.%3da': 'YQ', 'LIBARCHIVE.xattr.b': 'YWI=', 'LIBARCHIVE.xattr.c%': '/+8=' }),
    ).toEqual([
      ['user.=a', 'a'],
      ['b', 'ab'],
      ['c%', '\xff\xef'],
    ]);
  });

  it('count in LIBARCHIVE records only where there is no SCHILY record with a value', () => {
    const encoded = { 'LIBARCHIVE.xattr.a': 'YQ==' };
    expect(read({ ...encoded, 'SCHILY.xattr.b': 'x' })).toEqual([['b', 'x']]);
    expect(read({ ...encoded, 'SCHILY.xattr.b': '' })).toEqual([['a', 'a']]);
  });

  it('are left out where their value is not base64', () => {
    expect(read({ 'LIBARCHIVE.xattr.a': 'Y', 'LIBARCHIVE.xattr.b': 'Y*==', 'LIBARCHIVE.xattr.c': 'YQ== ' })).toEqual(
      [],
    );
  });
});
