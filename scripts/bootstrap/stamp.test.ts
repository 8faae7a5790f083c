import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAtLeast } from './node-version.mjs';
import { hashSources, hashTimes, isStamped, writeStamp } from './stamp.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stratascope-stamp-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/a.ts'), 'one');
  writeFileSync(join(folder, 'src/a.test.ts'), 'test');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = () => hashSources(['src', 'gone.json'], { from: folder, skip: (path) => path.endsWith('.test.ts') });

test('a file written again with the same contents changes nothing', () => {
  const before = hash();
  writeFileSync(join(folder, 'src/a.ts'), 'one');
  expect(hash()).toBe(before);
});

test.each([
  ['other contents', 'src/a.ts', 'two'],
  ['another file', 'src/b.ts', ''],
  ['a file that was not there', 'gone.json', '{}'],
])('%s change the hash', (_, path, contents) => {
  const before = hash();
  writeFileSync(join(folder, path), contents);
  expect(hash()).not.toBe(before);
});

test('a file written again shows in the times, with the same contents or others of the same size', () => {
  const before = hashTimes(['src'], { from: folder });
  expect(hashTimes(['src'], { from: folder })).toBe(before);
  const path = join(folder, 'src/a.ts');
  const { atime, mtime } = statSync(path);
  writeFileSync(path, 'two');
  // What can be set back is set back.
  utimesSync(path, atime, mtime);
  expect(hashTimes(['src'], { from: folder })).not.toBe(before);
});

test('lists of paths that have some in common read those once', () => {
  const known = new Map<string, string>();
  const first = hashSources(['src'], { from: folder, known });
  writeFileSync(join(folder, 'src/a.ts'), 'two');
  expect(hashSources(['src'], { from: folder, known })).toBe(first);
});

test('what is skipped does not count', () => {
  const before = hash();
  writeFileSync(join(folder, 'src/a.test.ts'), 'another test');
  expect(hash()).toBe(before);
});

test('a stamp holds for the hash that it was written with', () => {
  const path = join(folder, 'dist/.stamp');
  expect(isStamped(path, 'x')).toBe(false);
  writeStamp(path, 'x');
  expect(isStamped(path, 'x')).toBe(true);
  expect(isStamped(path, 'y')).toBe(false);
});

test.each([
  ['20.19.0', '20.19', true],
  ['20.20.2', '20.19', true],
  ['22.0.0', '20.19', true],
  ['20.9.0', '20.19', false],
  ['18.20.4', '20.19', false],
])('Node %s is at least %s: %s', (actual, wanted, expected) => {
  expect(isAtLeast(actual, wanted)).toBe(expected);
});
