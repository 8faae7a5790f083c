import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RecentLocations } from './recent-locations';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recent-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = (location: string) => ({ location, title: location, store: null, openedAt: '2024-03-01T00:00:00.000Z' });

test('the newest come first, each once, and they are there after a restart', async () => {
  const recent = await RecentLocations.read(folder);
  for (const location of ['/a', '/b', '/c', '/a']) recent.add(entry(location));
  recent.remove('/b');
  await recent.flush();
  const again = await RecentLocations.read(folder);
  expect(again.entries.map(({ location }) => location)).toEqual(['/a', '/c']);
  expect((await readdir(folder)).sort()).toEqual(['recent.json', 'unfinished']);
  expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
});

test('two processes add to one list', async () => {
  const [one, other] = [await RecentLocations.read(folder), await RecentLocations.read(folder)];
  one.add(entry('/a'));
  await one.flush();
  other.add(entry('/b'));
  await other.flush();
  one.add(entry('/c'));
  one.remove('/a');
  await one.flush();
  expect((await RecentLocations.read(folder)).entries.map(({ location }) => location)).toEqual(['/c', '/b']);
});

test('they are bounded', async () => {
  const recent = await RecentLocations.read(folder);
  for (let at = 0; at < 50; at++) recent.add(entry(`/${at}`));
  await recent.flush();
  expect(recent.entries).toHaveLength(20);
  expect(recent.entries[0]?.location).toBe('/49');
});

test.each(['', '{', '{"a":1}', '[{"location":1}]'])('a file of %j counts as none', async (text) => {
  await writeFile(join(folder, 'recent.json'), text);
  expect((await RecentLocations.read(folder)).entries).toEqual([]);
});
