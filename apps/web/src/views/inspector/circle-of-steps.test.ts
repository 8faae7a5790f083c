import { expect, test } from 'vitest';
import { circleOfSteps } from './circle-of-steps';

const circle = (steps: string) => circleOfSteps([...steps]);

test('a circle is what repeats up to the end', () => {
  expect(circle('abababa')).toEqual({ start: 0, length: 2 });
  expect(circle('aaaa')).toEqual({ start: 0, length: 1 });
  expect(circle('xyabcabcab')).toEqual({ start: 2, length: 3 });
});

test('a link that is met twice before the circle is none of it', () => {
  expect(circle('axaycdcdc')).toEqual({ start: 4, length: 2 });
});

test('what repeats nothing is no circle', () => {
  expect(circle('abcd')).toBeNull();
  expect(circle('a')).toBeNull();
  expect(circle('')).toBeNull();
});
