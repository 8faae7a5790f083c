import { expect, test } from 'vitest';
import { firstShownCrumb } from './layout-crumbs';

const path = ['usr', 'local', 'lib', 'python3.12', 'site-packages', 'pip', 'resolution.py'];
const shown = (parts: readonly string[], width: number) => parts.slice(firstShownCrumb(parts, width)).join('/');

test('a path that fits stands whole', () => {
  expect(shown(path, 900)).toBe(path.join('/'));
  expect(firstShownCrumb([], 50)).toBe(0);
});

test('of one that does not the end is shown, as much of it as fits', () => {
  expect(shown(path, 350)).toBe('site-packages/pip/resolution.py');
  expect(shown(path, 250)).toBe('pip/resolution.py');
});

test('its last name is shown however narrow it is', () => {
  expect(shown(path, 10)).toBe('resolution.py');
});

test('the wider the room the more is shown', () => {
  const firsts = Array.from({ length: 100 }, (_, at) => firstShownCrumb(path, at * 10));
  expect(firsts).toEqual([...firsts].sort((one, other) => other - one));
});

test('names in wide scripts take more room', () => {
  expect(firstShownCrumb(['\u5c42'.repeat(20), 'a'], 250)).toBe(1);
  expect(firstShownCrumb(['a'.repeat(20), 'a'], 250)).toBe(0);
});
