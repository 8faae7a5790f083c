import { decompress } from 'fzstd';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../image/image-recipe';
import { join } from '../tar/write-tar';
import { zstdFrame, zstdSkippableFrame } from './zstd-frame';

describe('a zstd frame', () => {
  test.each([0, 1, 128 * 1024, 128 * 1024 + 1, 300_000])('of %i bytes is read back by a decoder', (length) => {
    const mixed = Uint8Array.from({ length }, (_, at) => at % 251);
    expect(digestOf(decompress(zstdFrame(mixed)))).toBe(digestOf(mixed));
    const zeros = new Uint8Array(length);
    expect(digestOf(decompress(zstdFrame(zeros)))).toBe(digestOf(zeros));
  });

  test('is passed over where it is skippable', () => {
    const data = Uint8Array.of(1, 2, 3);
    expect(decompress(join([zstdFrame(data), zstdSkippableFrame(Uint8Array.of(9, 9))]))).toEqual(data);
  });
});
