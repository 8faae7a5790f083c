import { expect, test } from 'vitest';
import { imageSize } from './image-size';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)),
  );

test('a picture tells its size in its header', () => {
  expect(imageSize('png', bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 1, 0, 0, 0, 0, 9]))).toEqual({
    width: 256,
    height: 9,
  });
  expect(imageSize('gif', bytes('GIF89a', [2, 1, 3, 0]))).toEqual({ width: 258, height: 3 });
  expect(imageSize('bmp', bytes('BM', new Array(16).fill(0), [4, 0, 0, 0], [0xfb, 0xff, 0xff, 0xff]))).toEqual({
    width: 4,
    height: 5,
  });
  expect(imageSize('jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 1, 0, 2, 0]))).toEqual({
    width: 512,
    height: 256,
  });
  expect(imageSize('webp', bytes('RIFF....WEBPVP8X', new Array(8).fill(0), [9, 0, 0, 19, 0, 0, 0]))).toEqual({
    width: 10,
    height: 20,
  });
});

test.each(['png', 'gif', 'bmp', 'jpeg', 'webp'] as const)('a %s whose header is cut has none', (format) => {
  expect(imageSize(format, bytes('RIFF....'))).toBeNull();
  expect(imageSize(format, new Uint8Array())).toBeNull();
});
