import { gzipSync } from 'node:zlib';
import type { ByteSource } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { zstdFrame, zstdFrameOfWindow, zstdSkippableFrame } from '../../testing';
import { compressionOf, decompress } from './decompress';
import { detectCompression } from './detect-compression';
import { memoryByteSource } from './memory-byte-source';

const LIMITS = { zstdWindow: 128 * 1024 * 1024 };
const PIECE_SIZES = [1, 13, 512, 4099, 262_144];

/** A source that gives its bytes in pieces of a size of our own. */
function inPieces(bytes: Uint8Array, pieceBytes: number): ByteSource {
  return {
    ...memoryByteSource(bytes),
    async *stream(range = { start: 0, end: bytes.length }) {
      for (let at = range.start; at < range.end; at += pieceBytes) {
        yield bytes.slice(at, Math.min(range.end, at + pieceBytes));
      }
    },
  };
}

async function unpack(source: ByteSource, limits = LIMITS) {
  const chunks: Uint8Array[] = [];
  let stored = 0;
  const fault = await decompress(source, await compressionOf(source), {
    onStored: (piece) => {
      stored += piece.length;
    },
    take: (bytes) => {
      chunks.push(Uint8Array.from(bytes));
      return true;
    },
    limits,
    signal: new AbortController().signal,
  });
  return { bytes: Buffer.concat(chunks), stored, fault };
}

const same = (bytes: Uint8Array, expected: Uint8Array) => Buffer.compare(bytes, expected) === 0;

/** Bytes that compress to about a third, the same for the same seed. */
function mixed(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[at] = (state >>> 16) % 7 === 0 ? state >>> 24 : 0x61 + (at % 5);
  }
  return bytes;
}

const whole = mixed(700_000, 1);
const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('detectCompression', () => {
  test.each([
    ['gzip', gzipSync('x')],
    ['zstd', zstdFrame(whole)],
    ['zstd', zstdSkippableFrame(new Uint8Array(4))],
    ['bzip2', Buffer.from('BZh91AY&SY', 'latin1')],
    ['xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)],
    ['none', Buffer.from('BZh9 is a file name in a tar', 'latin1')],
    ['none', Uint8Array.of(0x1f, 0x8b)],
    ['none', new Uint8Array()],
  ])('tells %s by magic bytes (rule 15)', (compression, bytes) => {
    expect(detectCompression(bytes)).toBe(compression);
  });
});

describe('streams that are whole', () => {
  const cases: readonly (readonly [string, Uint8Array, Uint8Array])[] = [
    ['no compression', whole, whole],
    ['one gzip member', gzipSync(whole), whole],
    ['several gzip members', join(gzipSync(whole.subarray(0, 5)), gzipSync(''), gzipSync(whole.subarray(5))), whole],
    ['zeros after the last member', join(gzipSync(whole), new Uint8Array(10_000)), whole],
    ['one zstd frame', zstdFrame(whole), whole],
    [
      'zstd frames among skippable frames',
      join(
        zstdSkippableFrame(new Uint8Array(300_000)),
        zstdFrame(whole.subarray(0, 300_000)),
        zstdSkippableFrame(new Uint8Array()),
        zstdFrame(new Uint8Array()),
        zstdFrame(whole.subarray(300_000)),
        zstdSkippableFrame(Uint8Array.of(1)),
      ),
      whole,
    ],
    ['a skippable frame alone', zstdSkippableFrame(Uint8Array.of(1, 2, 3)), new Uint8Array()],
  ];
  for (const [what, stored, unpacked] of cases) {
    // A million pieces of one byte would only test patience.
    for (const pieceBytes of stored.length > 50_000 ? PIECE_SIZES.slice(2) : PIECE_SIZES) {
      test(`${what}, in pieces of ${pieceBytes}`, async () => {
        const result = await unpack(inPieces(stored, pieceBytes));
        expect(result.fault).toBeNull();
        expect(same(result.bytes, unpacked)).toBe(true);
        expect(result.stored).toBe(stored.length);
      });
    }
  }
});

describe('a damaged gzip stream gives what is before its fault, however it was cut into pieces (rule 15)', () => {
  const small = mixed(30_000, 2);
  const packed = new Uint8Array(gzipSync(small));
  const flipped = (at: number) => packed.map((byte, position) => (position === at ? byte ^ 0x10 : byte));

  async function salvaged(stored: Uint8Array) {
    const results = [];
    for (const pieceBytes of PIECE_SIZES) results.push(await unpack(inPieces(stored, pieceBytes)));
    const [first, ...others] = results;
    if (first === undefined) throw new Error('there are piece sizes');
    for (const other of others) {
      expect(same(other.bytes, first.bytes)).toBe(true);
      expect(other.fault?.details).toEqual(first.fault?.details);
      expect(other.stored).toBe(stored.length);
    }
    return first;
  }

  test('cut: all that its bytes say, and the fault is at its end', async () => {
    const cut = packed.subarray(0, 5000);
    const { bytes, fault } = await salvaged(cut);
    expect(fault).toMatchObject({ code: 'stream-corrupt', details: { compression: 'gzip', offset: 5000, size: 5000 } });
    expect(bytes.length).toBeGreaterThan(5000);
    expect(same(bytes, small.subarray(0, bytes.length))).toBe(true);
    // One byte more of the stream gives at least as much, and of it nothing else.
    const { bytes: more } = await unpack(inPieces(packed.subarray(0, 5001), 262_144));
    expect(more.length).toBeGreaterThanOrEqual(bytes.length);
  });

  test('with a wrong check sum: all of it', async () => {
    const { bytes, fault } = await salvaged(flipped(packed.length - 6));
    expect(fault?.code).toBe('stream-corrupt');
    expect(same(bytes, small)).toBe(true);
  });

  test('followed by what is neither a member nor zeros: all of it, and where that begins', async () => {
    const { bytes, fault } = await salvaged(join(packed, Buffer.from('junk')));
    expect(fault?.details.offset).toBe(packed.length);
    expect(same(bytes, small)).toBe(true);
    const afterZeros = await salvaged(join(packed, new Uint8Array(600), Uint8Array.of(1)));
    expect(afterZeros.fault?.details.offset).toBe(packed.length + 600);
    expect(same(afterZeros.bytes, small)).toBe(true);
  });

  test.each([200, 1111, 2500, 5000])('with a bit turned at byte %i', async (at) => {
    const { bytes, fault } = await salvaged(flipped(at));
    expect(fault?.code).toBe('stream-corrupt');
    expect(bytes.length).toBeGreaterThan(0);
  });

  test('every byte that comes out of the very byte in which the fault lies', async () => {
    const { stored, unpacked, faultAt } = faultWithinOneByte();
    const { bytes, fault } = await salvaged(stored);
    expect(Buffer.from(bytes).toString()).toBe(unpacked);
    expect(fault?.details.offset).toBe(faultAt);
  });
});

/**
 * A member with a code of one bit for `A`, whose last byte is: three `A`, a match, and a distance code that there is not.
 *
 * Source: RFC 1951, section 3.2.7.
 */
function faultWithinOneByte() {
  const bits: number[] = [];
  const number = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit++) bits.push((value >> bit) & 1);
  };
  const code = (text: string) => bits.push(...[...text].map(Number));
  number(1, 1); // the last block
  number(2, 2); // with codes of its own
  number(258 - 257, 5);
  number(1 - 1, 5);
  number(18 - 4, 4);
  // Lengths of the codes for lengths, in their order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1: 18 has one bit, 2 and 1 two.
  for (const length of [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2]) number(length, 3);
  const zeros = (count: number) => {
    code('0');
    number(count - 11, 7);
  };
  zeros(65);
  code('10'); // `A`: one bit, 0
  zeros(138);
  zeros(52);
  code('11'); // the end: two bits, 10
  code('11'); // a match of three: two bits, 11
  code('10'); // one distance: one bit, 0; a 1 is no code
  let length = 0;
  while (bits.length % 8 !== 2) {
    code('0');
    length++;
  }
  code('000');
  code('11');
  code('1');
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  });
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  return {
    stored: join(header, bytes, new Uint8Array(20)),
    unpacked: 'A'.repeat(length + 3),
    faultAt: header.length + bytes.length - 1,
  };
}

describe('a damaged zstd stream', () => {
  const packed = zstdFrame(whole);

  test.each([262_144, 4099, 13])('that is cut gives its whole blocks, in pieces of %i', async (pieceBytes) => {
    const { bytes, fault } = await unpack(inPieces(packed.subarray(0, 300_000), pieceBytes));
    expect(fault).toMatchObject({ code: 'stream-corrupt', details: { compression: 'zstd' } });
    expect(same(bytes, whole.subarray(0, 262_144))).toBe(true);
  });

  test('followed by what is no frame', async () => {
    const { bytes, fault } = await unpack(inPieces(join(packed, Buffer.from('junk')), 1000));
    expect(fault?.details.offset).toBe(packed.length);
    expect(same(bytes, whole)).toBe(true);
  });

  test('with a block of a type that there is not', async () => {
    const damaged = Uint8Array.from(packed);
    damaged[6] = (damaged[6] ?? 0) | 6;
    const { bytes, fault } = await unpack(inPieces(damaged, 1000));
    expect(fault?.details.offset).toBe(6);
    expect(bytes.length).toBe(0);
  });

  test('a window over the limit is refused before anything is unpacked', async () => {
    const { bytes, fault } = await unpack(memoryByteSource(zstdFrameOfWindow(30)));
    expect(fault).toMatchObject({ code: 'limit-zstd-window', details: { window: 2 ** 30, limit: LIMITS.zstdWindow } });
    expect(bytes.length).toBe(0);
    const second = join(packed, zstdFrameOfWindow(31));
    expect((await unpack(memoryByteSource(second))).fault?.code).toBe('limit-zstd-window');
  });

  test('a window of just the limit is taken', async () => {
    const { bytes, fault } = await unpack(memoryByteSource(zstdFrameOfWindow(27)));
    expect(fault).toBeNull();
    expect(bytes.toString()).toBe('x');
  });
});

describe('decompress', () => {
  test.each(['bzip2', 'xz'] as const)(
    'names %s as what it cannot read, and still shows all that is stored',
    async (compression) => {
      let stored = 0;
      const fault = await decompress(memoryByteSource(whole), compression, {
        onStored: (piece) => {
          stored += piece.length;
        },
        take: () => true,
        limits: LIMITS,
        signal: new AbortController().signal,
      });
      expect(fault).toMatchObject({ code: 'compression-unsupported', details: { compression } });
      expect(stored).toBe(whole.length);
    },
  );

  test.each([
    ['gzip', gzipSync(whole)],
    ['zstd', zstdFrame(whole)],
    ['none', whole],
  ] as const)('%s: gives no more once no more is wanted, but reads on', async (compression, stored) => {
    let taken = 0;
    let shown = 0;
    const fault = await decompress(inPieces(stored, 1000), compression, {
      onStored: (piece) => {
        shown += piece.length;
      },
      take: (bytes) => {
        taken++;
        return bytes.length === 0;
      },
      limits: LIMITS,
      signal: new AbortController().signal,
    });
    expect([fault, taken, shown]).toEqual([null, 1, stored.length]);
  });

  test.each([
    ['gzip', gzipSync(whole)],
    ['zstd', zstdFrame(whole)],
    ['none', whole],
  ] as const)('%s: passes on what the taker throws', async (compression, stored) => {
    const reading = decompress(memoryByteSource(stored), compression, {
      take: () => {
        throw new Error('from the taker');
      },
      limits: LIMITS,
      signal: new AbortController().signal,
    });
    await expect(reading).rejects.toThrow('from the taker');
  });

  test('an abort ends it', async () => {
    const abort = new AbortController();
    const reading = decompress(memoryByteSource(new Uint8Array(gzipSync(whole))), 'gzip', {
      take: () => {
        abort.abort(new Error('enough'));
        return true;
      },
      limits: LIMITS,
      signal: abort.signal,
    });
    await expect(reading).rejects.toThrow('enough');
  });
});
