import { expect, test } from 'vitest';
import { readByteRange } from './byte-range';

const whole = { kind: 'whole' };
const part = (start: number, end: number) => ({ kind: 'part', start, end });
const unsatisfiable = { kind: 'unsatisfiable' };

test.each([
  ['bytes=0-9', part(0, 10)],
  ['bytes=90-', part(90, 100)],
  ['bytes=90-1000', part(90, 100)],
  ['bytes=-10', part(90, 100)],
  ['bytes=-1000', part(0, 100)],
  ['bytes= 5 - 5', part(5, 6)],
  ['bytes=99-99', part(99, 100)],
  ['bytes=100-', unsatisfiable],
  ['bytes=-0', unsatisfiable],
  // What need not be served in part is served whole.
  ['bytes=9-5', whole],
  ['bytes=0-1,5-6', whole],
  ['bytes=-', whole],
  ['lines=0-1', whole],
  ['bytes=x-1', whole],
  [undefined, whole],
])('%s of 100 bytes', (header, range) => {
  expect(readByteRange(header, 100)).toEqual(range);
});

test('an empty file has no part', () => {
  expect(readByteRange('bytes=0-', 0)).toEqual(unsatisfiable);
  expect(readByteRange('bytes=-5', 0)).toEqual(unsatisfiable);
});
