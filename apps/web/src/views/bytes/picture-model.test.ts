import type { BytesAnswer } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { layoutTreemap } from './layout-treemap';
import { paintingOf } from './paint-groups';
import { type PictureItem, pictureModel, sharesOf } from './picture-model';
import { pictureFolder, selectedBox } from './selected-box';

const answer: BytesAnswer = {
  ref: 'sha256:00',
  path: '/',
  level: 3,
  from: 0,
  show: 'both',
  measure: 'unpacked',
  by: 'layer',
  live: 1030,
  dead: 340,
  undivided: 0,
  folders: [
    {
      name: '',
      parent: -1,
      live: 1030,
      dead: 340,
      restLive: {
        count: 4,
        bytes: 30,
        layers: [
          [1, 10],
          [2, 20],
        ],
      },
    },
    { name: 'usr', parent: 0, live: 1000, dead: 0 },
    { name: 'lib', parent: 1, live: 1000, dead: 0 },
    {
      name: 'o\ufffd',
      nameHex: '6fff',
      parent: 0,
      live: 0,
      dead: 340,
      restDead: {
        count: 2,
        bytes: 40,
        layers: [[1, 40]],
        killers: [
          [2, 10],
          [3, 30],
        ],
      },
    },
  ],
  cells: [
    { name: 'a', folder: 2, bytes: 700, layer: 1 },
    { name: 'a.2', folder: 2, bytes: 300, layer: 2, diesIn: 4 },
    { name: 'gone', folder: 3, bytes: 300, layer: 1, dead: { by: 3, cause: 'whiteout' } },
  ],
};
const root = pictureModel(answer);
const outline = (item: PictureItem): string => {
  if (item.kind === 'file') return item.label;
  return item.kind === 'rest' ? `+${item.count}` : `${item.label}(${item.children.map(outline).join(' ')})`;
};

describe('the model of a picture', () => {
  test('is a tree, the largest first, rests last; folders that hold one folder alone are one', () => {
    expect(outline(root)).toBe('(usr/lib(a a.2) o\xff(gone +2) +4)');
  });

  test('has paths as bytes, and a key for each item', () => {
    const items = [
      root,
      ...root.children.flatMap((item) => (item.kind === 'folder' ? [item, ...item.children] : [item])),
    ];
    expect(items.map(({ path }) => path)).toEqual([
      '/',
      '/usr/lib',
      '/usr/lib/a',
      '/usr/lib/a.2',
      '/o\xff',
      '/o\xff/gone',
      '/o\xff',
      '/',
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  test('adds up by layer, live and dead apart', () => {
    expect(sharesOf(root)).toEqual({
      live: [
        [1, 710],
        [2, 320],
      ],
      groups: [],
      dead: [[1, 340]],
    });
  });
});

describe('a selected path', () => {
  const { boxes } = layoutTreemap(root, { width: 600, height: 400 });
  const at = (path: string, version: number | null = null) => {
    const item = boxes[selectedBox(boxes, path as never, version)]?.item;
    return item && `${item.kind} ${item.path}`;
  };

  test('is the cell of the path, or the folder', () => {
    expect(at('/usr/lib/a')).toBe('file /usr/lib/a');
    expect(at('/usr/lib')).toBe('folder /usr/lib');
    expect(at('/o\xff/gone', 1)).toBe('file /o\xff/gone');
  });

  test('that is folded is what it is folded in', () => {
    expect(at('/small/one')).toBe('rest /');
    expect(at('/o\xff/tiny')).toBe('rest /o\xff');
  });

  test('outside of the folder that was gone into leads out of it, as far as needed', () => {
    expect(pictureFolder('/usr/lib' as never, '/usr/lib/a' as never)).toBe('/usr/lib');
    expect(pictureFolder('/usr/lib' as never, '/usr/library' as never)).toBe('/usr');
    expect(pictureFolder('/usr/lib' as never, '/etc' as never)).toBe('/');
    expect(pictureFolder('/usr' as never, null)).toBe('/usr');
    expect(pictureFolder(null, '/usr' as never)).toBe('/');
  });
});

describe('what is painted', () => {
  const painting = paintingOf(layoutTreemap(root, { width: 600, height: 400 }), 'layer');
  const fills = painting.groups.map(({ id, marks }) => `${id}: ${marks}`);

  test('is one path for each layer and fate', () => {
    expect(fills.sort()).toEqual(['dead 1: 2', 'layer 1 1: 2', 'layer 2 2: 1', 'layer 2 dying 2: 1']);
    expect(painting.marks).toBe(6);
  });

  test('cuts a rest of several layers in the proportion of their bytes', () => {
    const rest = {
      kind: 'rest',
      key: 'r',
      path: '/',
      bytes: 30,
      count: 2,
      isDead: false,
      layers: [
        [1, 10],
        [2, 20],
      ],
      groups: [],
      killers: [],
    } as const;
    const whole = { x: 0, y: 0, width: 91, height: 20 };
    const box = { ...whole, item: rest as never, depth: 0, parent: -1, isOpen: false, face: whole };
    const { groups } = paintingOf({ width: 91, height: 20, boxes: [box], bytesPerPixel: 1 }, 'layer');
    const widths = groups.map(({ outline: path }) => /h([\d.]+)/.exec(path)?.[1]);
    // The outline lies within, and its corners are round: 4 px less.
    expect(widths).toEqual(['26', '56']);
  });

  test('makes one of those that are too small to be told apart', () => {
    const layers = Array.from({ length: 40 }, (_, at) => [at + 1, at === 7 ? 60 : 1] as const);
    const rest = {
      kind: 'rest',
      key: 'r',
      path: '/',
      bytes: 99,
      count: 2,
      isDead: false,
      layers,
      groups: [],
      killers: [],
    };
    const whole = { x: 0, y: 0, width: 100, height: 20 };
    const box = { ...whole, item: rest as never, depth: 0, parent: -1, isOpen: false, face: whole };
    const { groups } = paintingOf({ width: 100, height: 20, boxes: [box], bytesPerPixel: 1 }, 'layer');
    expect(groups.map(({ id }) => id)).toEqual(['layer 8 8', 'mixed ']);
  });
});
