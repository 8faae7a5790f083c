import { describe, expect, test } from 'vitest';
import { layoutSharing, type SharingImage } from './layout-sharing';

/** `image('debian:70 python:50', 2)`: layers as name and bytes, how many of them are the base's. */
const image = (layers: string, baseLayers = 0): SharingImage => ({
  ref: layers,
  baseLayers,
  layers: layers
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [key = '', bytes = '0'] = one.split(':');
      return { key, bytes: Number(bytes) };
    }),
});
const draw = (...images: SharingImage[]) => {
  const layout = layoutSharing(images);
  return {
    rows: layout.rows.map(({ image: { ref } }) => ref),
    blocks: layout.blocks.map(
      ({ row, rows, start, bytes, firstLayer, lastLayer }) =>
        `rows ${row}+${rows}, bytes ${start}+${bytes}, layers ${firstLayer}-${lastLayer}`,
    ),
  };
};

describe('layoutSharing', () => {
  test('an image alone is one run of layers', () => {
    expect(draw(image('a:10 b:20 c:5'))).toEqual({
      rows: ['a:10 b:20 c:5'],
      blocks: ['rows 0+1, bytes 0+35, layers 1-3'],
    });
  });

  test('what images share spans their rows, and each goes on by itself', () => {
    expect(draw(image('a:10 b:20 x:1'), image('a:10 b:20 y:2 z:3'))).toEqual({
      rows: ['a:10 b:20 x:1', 'a:10 b:20 y:2 z:3'],
      blocks: [
        'rows 0+2, bytes 0+30, layers 1-2',
        'rows 0+1, bytes 30+1, layers 3-3',
        'rows 1+1, bytes 30+5, layers 3-4',
      ],
    });
  });

  test('an image that is the base of another stands above it', () => {
    expect(draw(image('a:10 b:20'), image('a:10')).rows).toEqual(['a:10', 'a:10 b:20']);
  });

  test('the same image twice is one block over two rows', () => {
    expect(draw(image('a:10'), image('a:10')).blocks).toEqual(['rows 0+2, bytes 0+10, layers 1-1']);
  });

  test('a run ends where the base image does', () => {
    const { blocks } = layoutSharing([image('a:10 b:20 c:5 d:5', 2)]);
    expect(blocks.map(({ isBase, depth, lastLayer }) => ({ isBase, depth, lastLayer }))).toEqual([
      { isBase: true, depth: 0, lastLayer: 2 },
      { isBase: false, depth: 0, lastLayer: 4 },
    ]);
  });

  test('own bytes are of layers that no other image has, wherever they stand', () => {
    const layout = layoutSharing([image('a:10 b:20'), image('b:20 c:5'), image('a:10 d:1 d:1')]);
    expect(layout.rows.map(({ image: { ref }, ownBytes }) => [ref, ownBytes])).toEqual([
      ['b:20 c:5', 5],
      ['a:10 d:1 d:1', 1],
      ['a:10 b:20', 0],
    ]);
    expect(layout).toMatchObject({ sumBytes: 25 + 12 + 30, onceBytes: 36 });
  });

  test('layers that others have on another base are blocks of their own, so that what is left is what a row owns', () => {
    const layout = layoutSharing([image('a:10 x:1 pip:20 mine:3'), image('a:10 y:2 pip:20 yours:4')]);
    const blocks = layout.blocks.map(({ row, rows, bytes, elsewhere }) => ({ row, rows, bytes, elsewhere }));
    expect(blocks).toEqual([
      { row: 0, rows: 2, bytes: 10, elsewhere: 0 },
      { row: 0, rows: 1, bytes: 1, elsewhere: 0 },
      { row: 0, rows: 1, bytes: 20, elsewhere: 1 },
      { row: 0, rows: 1, bytes: 3, elsewhere: 0 },
      { row: 1, rows: 1, bytes: 2, elsewhere: 0 },
      { row: 1, rows: 1, bytes: 20, elsewhere: 1 },
      { row: 1, rows: 1, bytes: 4, elsewhere: 0 },
    ]);
    for (const [at, { ownBytes }] of layout.rows.entries()) {
      const own = blocks.filter(({ row, rows, elsewhere }) => row === at && rows === 1 && elsewhere === 0);
      expect(own.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(ownBytes);
    }
  });

  test('an image without layers has a row, and none at all has no picture', () => {
    expect(draw(image('')).rows).toEqual(['']);
    expect(layoutSharing([])).toEqual({ rows: [], blocks: [], bytes: 0, sumBytes: 0, onceBytes: 0 });
  });

  test('blocks of a row follow one another without a gap', () => {
    const images = [image('a:1 b:2 c:3'), image('a:1 b:2 d:4'), image('a:1 e:9'), image('f:2')];
    const { rows, blocks } = layoutSharing(images);
    for (const [at, { bytes }] of rows.entries()) {
      const own = blocks.filter(({ row, rows: count }) => at >= row && at < row + count);
      const ordered = [...own].sort((one, other) => one.start - other.start);
      let end = 0;
      for (const block of ordered) {
        expect(block.start).toBe(end);
        end += block.bytes;
      }
      expect(end).toBe(bytes);
    }
  });
});
