import { image, layer } from '@stratascope/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const first = layer().dir('etc').file('etc/motd', 'welcome').file('etc/motd', 'welcome again').dir('srv/deep');
const second = layer().whiteout('etc/motd').opaque('srv');

let server: TestServer;
let ref: string;
beforeAll(async () => {
  server = await startTestServer({ engine: () => recipeEngine([image({ layers: [first, second] })]) });
  ref = (await server.ask('openLocation', { body: { location: 'app.tar' } })).images[0]?.ref ?? '';
});
afterAll(() => server.close());

const entries = (path: string, at: number) =>
  server.ask('getTarEntries', { params: { ref }, query: { path, layer: at } });
const blockName = (base64: string) => Buffer.from(base64, 'base64').toString('latin1', 0, 100).replace(/\0+$/, '');

test('all entries that a layer has of a path are there, with their headers', async () => {
  const { total, entries: found } = await entries('/etc/motd', 1);
  expect(total).toBe(2);
  expect(found.map(({ kind, offset, headerBytes, storedBytes }) => [kind, offset, headerBytes, storedBytes])).toEqual([
    ['file', 512, 512, 7],
    ['file', 1536, 512, 13],
  ]);
  expect(found.map(({ headers }) => blockName(headers))).toEqual(['etc/motd', 'etc/motd']);
});

test('a mark stands with the path that it hides or empties', async () => {
  const [whiteout] = (await entries('/etc/motd', 2)).entries;
  expect([whiteout?.kind, blockName(whiteout?.headers ?? '')]).toEqual(['whiteout', 'etc/.wh.motd']);
  const [opaque] = (await entries('/srv', 2)).entries;
  expect([opaque?.kind, blockName(opaque?.headers ?? '')]).toEqual(['opaque', 'srv/.wh..wh..opq']);
});

test('a folder that a layer only implies has no entry', async () => {
  expect(await entries('/srv', 1)).toMatchObject({ total: 0, entries: [] });
});

test('a path and a layer that are not there are told', async () => {
  const fail = (query: { readonly path: string; readonly layer: number }) =>
    server.fail('getTarEntries', { params: { ref }, query });
  expect(await fail({ path: '/no', layer: 1 })).toEqual([404, 'path-unknown']);
  expect(await fail({ path: '/etc', layer: 3 })).toEqual([404, 'layer-unknown']);
});
