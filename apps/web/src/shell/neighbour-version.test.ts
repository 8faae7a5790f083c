import { expect, test } from 'vitest';
import { neighbourVersion } from './neighbour-version';

const versions = [{ layer: 9 }, { layer: 8 }, { layer: 5 }];

test.each([
  [9, -1, 8],
  [8, -1, 5],
  [5, -1, null],
  [5, 1, 8],
  [9, 1, null],
] as const)('from the version of layer %d, %d leads to %j', (shown, step, next) => {
  expect(neighbourVersion(versions, shown, step)).toBe(next);
});

test('at a level between two versions the lower one is the one that is seen', () => {
  expect([neighbourVersion(versions, 7, -1), neighbourVersion(versions, 7, 1)]).toEqual([null, 8]);
});

test('below the first version there is only up', () => {
  expect([neighbourVersion(versions, 3, -1), neighbourVersion(versions, 3, 1)]).toEqual([null, 5]);
});
