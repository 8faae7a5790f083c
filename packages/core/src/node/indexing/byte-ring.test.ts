import { describe, expect, test } from 'vitest';
import { ByteRing } from './byte-ring';

const bytes = (length: number, seed: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + seed) & 0xff);

/** All that can be read without waiting. */
function readAll(ring: ByteRing): Buffer {
  ring.end();
  return Buffer.concat(Array.from(ring.pieces(), (piece) => Uint8Array.from(piece)));
}

describe('bytes between threads', () => {
  test('come out as they were put in, seen from another view of the memory', () => {
    const writer = new ByteRing();
    const parts = [bytes(1, 1), bytes(0, 2), bytes(700_000, 3), bytes(13, 4)];
    for (const part of parts) writer.write(part);
    expect(readAll(new ByteRing(writer.memory)).equals(Buffer.concat(parts))).toBe(true);
  });

  test('come out right where they go round', () => {
    const ring = new ByteRing();
    const reading = ring.pieces();
    const part = bytes(999_983, 5);
    // Many times what the memory holds, at another place each time.
    for (let round = 0; round < 20; round++) {
      ring.write(part);
      const pieces: Uint8Array[] = [];
      for (let length = 0; length < part.length; ) {
        const { value } = reading.next();
        if (value === undefined) throw new Error('it ended');
        pieces.push(Uint8Array.from(value));
        length += value.length;
      }
      expect(Buffer.concat(pieces).equals(part)).toBe(true);
    }
  });

  test('end with those that were written before the end', () => {
    const ring = new ByteRing();
    expect(readAll(ring)).toHaveLength(0);
  });

  test('come with a note behind them', () => {
    const ring = new ByteRing();
    ring.write(bytes(3, 6));
    const reader = new ByteRing(ring.memory);
    ring.end('too soon — 啊');
    expect(Array.from(reader.pieces(), (piece) => piece.length)).toEqual([3]);
    expect(reader.note).toBe('too soon — 啊');
    expect(() => new ByteRing().end('x'.repeat(5000))).toThrow(RangeError);
  });

  test('nobody waits for a closed ring: not for room, not for bytes', () => {
    const ring = new ByteRing();
    new ByteRing(ring.memory).close();
    ring.write(new Uint8Array(10_000_000));
    expect(readAll(ring)).toHaveLength(0);
    expect(ring.isClosed).toBe(true);
  });
});
