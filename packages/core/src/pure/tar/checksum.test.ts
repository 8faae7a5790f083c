import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1 } from '../../testing/tar/write-tar';
import { BlockSummer, verifyChecksum } from './checksum';
import { MalformedTar } from './malformed-tar';

const sumOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0);

describe('BlockSummer', () => {
  it('adds up the bytes of a block wherever it lies in memory', () => {
    const summer = new BlockSummer();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 512, maxLength: 512 }), fc.nat(9), fc.nat(9), (block, before, start) => {
        const memory = new Uint8Array(before + start + 512 + 3).fill(0xff);
        memory.set(block, before + start);
        expect(summer.sum(memory.subarray(before), start)).toBe(sumOf(block));
      }),
    );
  });

  it('does not overflow where every byte is highest', () => {
    expect(new BlockSummer().sum(new Uint8Array(512).fill(0xff), 0)).toBe(512 * 0xff);
  });
});

describe('verifyChecksum', () => {
  /** A block with some bytes of 0x80 and more, few enough for a positive signed sum: octal digits have no sign. */
  const block = (checksum: number, notation = (digits: string) => `${digits.padStart(6, '0')}\0 `) => {
    const bytes = Uint8Array.from({ length: 512 }, (_, at) => (at % 10 === 0 ? 0xf0 : at % 0x80));
    bytes.set(latin1(notation(checksum.toString(8))), 148);
    return bytes;
  };
  const asSpaces = block(0, () => ' '.repeat(8));
  const unsigned = sumOf(asSpaces);
  const signed = asSpaces.reduce((sum, byte) => sum + (byte < 0x80 ? byte : byte - 0x100), 0);
  const verify = (bytes: Uint8Array) => verifyChecksum(bytes, 0, sumOf(bytes));

  it('takes the sum of unsigned bytes, and of signed bytes', () => {
    expect(signed).not.toBe(unsigned);
    expect(() => verify(block(unsigned))).not.toThrow();
    expect(() => verify(block(signed))).not.toThrow();
  });

  it('leaves its own field out of the signed sum', () => {
    const bytes = block(signed, (digits) => `${digits}\0`.padEnd(8, '\xff'));
    expect(bytes.subarray(148, 156)).toContain(0xff);
    expect(() => verify(bytes)).not.toThrow();
  });

  it('takes any notation of octal digits', () => {
    expect(() => verify(block(unsigned, (digits) => digits.padStart(8, ' ')))).not.toThrow();
    expect(() => verify(block(unsigned, (digits) => `${digits}\0`.padEnd(8, '\0')))).not.toThrow();
  });

  it.each([1, -1, 256])('refuses a sum that is wrong by %i', (error) => {
    expect(() => verify(block(unsigned + error))).toThrow(new MalformedTar('bad checksum'));
  });

  it('refuses a field that is no number', () => {
    expect(() => verify(block(0, () => 'checksum'))).toThrow(new MalformedTar('bad checksum'));
  });
});
