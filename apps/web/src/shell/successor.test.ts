import { expect, test } from 'vitest';
import { successorOf } from './successor';

const image = (ref: string, ...names: string[]) => ({ ref, names, kind: 'image' as const });
const before = image('sha256:1', 'app:1', 'app:latest');

test.each([
  ['itself, where it is still there', [image('sha256:2', 'app:1'), image('sha256:1')], 'sha256:1'],
  ['the one that has one of its names', [image('sha256:2', 'other:1'), image('sha256:3', 'app:latest')], 'sha256:3'],
  [
    'the only one, whatever its name',
    [image('sha256:2'), { ...image('sha256:3', 'app:1'), kind: 'artifact' }],
    'sha256:2',
  ],
  ['none of several others', [image('sha256:2'), image('sha256:3')], null],
  ['none where there is none', [], null],
] as const)('%s', (_, images, expected) => {
  expect(successorOf(before, images)).toBe(expected);
});
