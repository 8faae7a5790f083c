import { describe, expect, it } from 'vitest';
import { latin1 } from '../../testing/tar/write-tar';
import { readBase256, readNumber } from './header-number';
import { MalformedTar } from './malformed-tar';

const read = (field: string) => readNumber(latin1(field), 0, field.length);

describe('a number of a header (rule 13)', () => {
  it.each([
    ['0000644\0', 0o644],
    ['   644 \0', 0o644],
    ['\0\0 17\0\0\0', 0o17],
    ['77777777', 0o77777777],
    ['77777777777\0', 8_589_934_591],
    ['\0\0\0\0\0\0\0\0', 0],
    ['        ', 0],
    ['14\0junk', 0o14],
  ])('reads %j as octal digits between spaces and NULs', (field, expected) => {
    expect(read(field)).toBe(expected);
  });

  it.each(['0000008\0', '-000001\0', '+000001\0', '12 34567', '12 \0 7\0\0', '0x17\0\0\0\0', '1_000\0\0\0'])(
    'refuses %j',
    (field) => {
      expect(() => read(field)).toThrow(MalformedTar);
    },
  );

  it.each([
    ['\x80\0\0\0\0\0\x10\0', 4096],
    ['\xff\xff\xff\xff\xff\xff\xff\xff', -1],
    ['\xff\xff\xff\xff\xff\xff\xff\0', -256],
    ['\x80\0\0\0\0\0\0\0\0\0\0\x05', 5],
  ])('reads %j as base-256, two’s complement', (field, expected) => {
    expect(read(field)).toBe(expected);
  });

  it('reads base-256 exactly up to 63 bits and refuses the next number', () => {
    const highest = '\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff';
    const lowest = '\xff\xff\xff\xff\x80\0\0\0\0\0\0\0';
    expect(readBase256(latin1(highest), 0, 12)).toBe(2n ** 63n - 1n);
    expect(readBase256(latin1(lowest), 0, 12)).toBe(-(2n ** 63n));
    for (const field of ['\x80\0\0\0\x80\0\0\0\0\0\0\0', '\xff\xff\xff\xff\x7f\xff\xff\xff\xff\xff\xff\xff']) {
      expect(() => readBase256(latin1(field), 0, 12)).toThrow(MalformedTar);
    }
  });
});
