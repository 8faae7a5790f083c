import { expect, test } from 'vitest';
import { QueryCache } from './query-cache';

/** Asks for answers in an order, and tells which were worked out. */
function worked(cache: QueryCache<string>, keys: string): string {
  const tree = {};
  let computed = '';
  for (const key of keys) {
    const answer = cache.get(tree, key, () => {
      computed += key;
      return key === 'L' ? 'large' : key;
    });
    expect(answer).toBe(key === 'L' ? 'large' : key);
  }
  return computed;
}

test('the answers asked last are kept, so many of them', () => {
  expect(worked(new QueryCache(2), 'abababcab')).toBe('abcab');
});

test('or so heavy together; the newest is kept whatever it weighs', () => {
  const weigh = (answer: string) => answer.length;
  expect(worked(new QueryCache(3, weigh), 'abcabc')).toBe('abc');
  expect(worked(new QueryCache(3, weigh), 'abLLab')).toBe('abLab');
});

test('each tree has its own', () => {
  const cache = new QueryCache<number>(1);
  const [one, other] = [{}, {}];
  expect(cache.get(one, 'a', () => 1)).toBe(1);
  expect(cache.get(other, 'a', () => 2)).toBe(2);
  expect(cache.get(one, 'a', () => 3)).toBe(1);
});
