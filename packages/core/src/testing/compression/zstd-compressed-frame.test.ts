import fc from 'fast-check';
import { decompress } from 'fzstd';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../image/image-recipe';
import { layer } from '../layer-recipe';
import { zstdCompressedFrame } from './zstd-compressed-frame';

const forms = (['raw', 'huffman'] as const).flatMap((literals) =>
  (['predefined', 'described', 'repeated'] as const).map((tables) => [literals, tables] as const),
);
const tar = layer().dir('a').file('a/long', 'some words and other words '.repeat(400)).symlink('b', 'a/long').tar();
const noise = Uint8Array.from({ length: 200_000 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 13);

describe('a compressed zstd frame', () => {
  test.each(forms)('of %s literals and %s tables is read back by a decoder of others', (literals, tables) => {
    for (const blockBytes of [500, 4096, 128 * 1024]) {
      const frame = zstdCompressedFrame(tar, { literals, tables, blockBytes });
      expect(digestOf(decompress(frame))).toBe(digestOf(tar));
      expect(frame.length).toBeLessThan(tar.length / 2);
    }
    expect(digestOf(decompress(zstdCompressedFrame(noise, { literals, tables })))).toBe(digestOf(noise));
    expect(decompress(zstdCompressedFrame(new Uint8Array(), { literals, tables })).length).toBe(0);
  });

  test('is read back whatever it holds', () => {
    const words = fc.array(fc.constantFrom('a', 'bc', 'def', '\0\0\0\0', 'long repetition ', '\xff'), {
      maxLength: 3000,
    });
    fc.assert(
      fc.property(words, fc.constantFrom(...forms), fc.integer({ min: 20, max: 5000 }), (parts, form, blockBytes) => {
        const bytes = new Uint8Array(Buffer.from(parts.join(''), 'latin1'));
        const frame = zstdCompressedFrame(bytes, { literals: form[0], tables: form[1], blockBytes });
        expect(Buffer.from(decompress(frame)).equals(bytes)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
