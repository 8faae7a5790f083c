import type { PathAnswer } from '@stratascope/protocol/client';
import { expect, test } from 'vitest';
import { burialOf } from './burial';

const folder = {
  ghost: { layer: 9, how: 'whiteout', size: 90 },
  versions: [
    {
      layer: 9,
      change: 'removed',
      victims: {
        entries: 3,
        bytesByLayer: [
          [4, 20],
          [6, 70],
        ],
      },
    },
    { layer: 6, change: 'metadata' },
    { layer: 4, change: 'added' },
  ],
} as unknown as PathAnswer;
const file = {
  ghost: null,
  versions: [
    { layer: 8, change: 'metadata', killed: { cause: 'metadata', bytes: 741, layer: 7 } },
    { layer: 7, change: 'added' },
  ],
} as unknown as PathAnswer;

test('a removed path points at the bytes that its removal buried, layer by layer', () => {
  expect(burialOf(folder, null, 9)).toEqual({
    by: 9,
    bytesOf: new Map([
      [4, 20],
      [6, 70],
    ]),
  });
  expect(burialOf(folder, 9, 9)).toEqual(burialOf(folder, null, 9));
});

test('a version that is chosen points at what it buried; one that buried nothing at nothing', () => {
  expect(burialOf(file, 8, 9)).toEqual({ by: 8, bytesOf: new Map([[7, 741]]) });
  expect(burialOf(file, 7, 9)).toBeNull();
  expect(burialOf(file, null, 9)).toBeNull();
});

test('what is above the level has buried nothing yet', () => {
  expect(burialOf(folder, 9, 8)).toBeNull();
});
