import { image, layer } from '@stratascope/core/testing';
import type { BytesAnswer, RouteQuery } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const base = layer()
  .file('usr/lib/libc.so.6', 'x'.repeat(300))
  .file('usr/lib/small', 'y')
  .file('usr/lib/tiny', 'z')
  .file(new Uint8Array([0x6f, 0xff]), 'odd')
  .file('usr/bin/tool', 't'.repeat(90), { mode: 0o755 });
const second = layer().file('usr/bin/tool', 'u'.repeat(80), { mode: 0o755 }).file('app/main.py', 'p'.repeat(20));
const third = layer().whiteout('usr/lib/libc.so.6');

let server: TestServer;
let ref: string;
beforeAll(async () => {
  server = await startTestServer({
    engine: () => recipeEngine([image({ layers: [base, second, third, layer().dir('empty')] })]),
  });
  ref = (await server.ask('openLocation', { body: { location: 'app.tar' } })).images[0]?.ref ?? '';
});
afterAll(() => server.close());

const ask = (query: RouteQuery<'getBytes'>) => server.ask('getBytes', { params: { ref }, query });
const names = ({ cells }: BytesAnswer) =>
  cells.map(({ name, bytes, layer: from, dead, diesIn }) => {
    const end = dead ? ` †${dead.by} ${dead.cause}` : diesIn === undefined ? '' : ` dies in ${diesIn}`;
    return `${name} ${bytes} @${from}${end}`;
  });

describe('where the bytes lie', () => {
  test('says the pieces with their folders, and what killed the dead', async () => {
    const answer = await ask({});
    expect(answer.folders.map(({ name, parent, live, dead }) => [name, parent, live, dead])).toEqual([
      ['', -1, 105, 390],
      ['usr', 0, 82, 390],
      ['lib', 1, 2, 300],
      ['bin', 1, 80, 90],
      ['app', 0, 20, 0],
    ]);
    expect(names(answer)).toEqual([
      'o\ufffd 3 @1',
      'libc.so.6 300 @1 †3 whiteout',
      'small 1 @1',
      'tiny 1 @1',
      'tool 90 @1 †2 overwritten',
      'tool 80 @2',
      'main.py 20 @2',
    ]);
    expect(answer.cells[0]?.nameHex).toBe('6fff');
  });

  test('adds up to the ledger of the same level', async () => {
    for (const level of [0, 1, 2, 3]) {
      const { total } = await server.ask('getLedger', { params: { ref }, query: { level } });
      const { live, dead } = await ask({ level, smallest: 100_000 });
      expect({ live, dead }).toEqual({ live: total.live, dead: total.dead });
    }
  });

  test('folds what is smaller, and says how much and of whom', async () => {
    const { folders, cells } = await ask({ path: '/usr/lib', smallest: 10_000 });
    expect(cells.map(({ name }) => name)).toEqual(['libc.so.6']);
    expect(folders).toEqual([
      { name: 'lib', parent: -1, live: 2, dead: 300, restLive: { count: 2, bytes: 2, layers: [[1, 2]] } },
    ]);
  });

  test('of a level or a range has what was alive then, and what will die', async () => {
    expect(names(await ask({ level: 1, path: '/usr', show: 'live' }))).toEqual([
      'libc.so.6 300 @1 dies in 3',
      'small 1 @1',
      'tiny 1 @1',
      'tool 90 @1 dies in 2',
    ]);
    expect(names(await ask({ from: 1 }))).toEqual(['tool 80 @2', 'main.py 20 @2']);
  });

  test('of stored bytes sums up to what the store holds', async () => {
    const { total, layers } = await server.ask('getLedger', { params: { ref }, query: {} });
    const { live, dead, undivided } = await ask({ measure: 'stored' });
    // Of layers three and four only names are stored.
    expect(undivided).toBe((layers[2]?.stored ?? 0) + (layers[3]?.stored ?? 0));
    expect(live + dead + undivided).toBe(total.stored);
  });

  test('tells kinds and changes apart', async () => {
    const kinds = (await ask({ by: 'kind', show: 'live', path: '/usr/bin' })).cells.map(({ group }) => group);
    expect(kinds).toEqual(['program']);
    const { cells, folders } = await ask({ by: 'change', show: 'live', smallest: 100_000 });
    expect(cells.map(({ name, group }) => [name, group])).toEqual([
      ['tool', 'content'],
      ['main.py', 'added'],
    ]);
    expect(folders[0]?.restLive?.groups).toEqual([['added', 3]]);
  });

  test('is kept for ever by a URL that names the version', async () => {
    const { version } = await server.ask('getImage', { params: { ref } });
    const response = await server.call('getBytes', { params: { ref }, query: { v: version ?? '' } });
    expect(response.headers.get('cache-control')).toContain('immutable');
    const tag = response.headers.get('etag') ?? '';
    const again = await server.call('getBytes', {
      params: { ref },
      query: { v: version ?? '' },
      headers: { 'If-None-Match': tag },
    });
    expect(again.status).toBe(304);
  });

  test('refuses what there is not', async () => {
    const fail = (query: RouteQuery<'getBytes'>) => server.fail('getBytes', { params: { ref }, query });
    expect(await fail({ path: '/nowhere' })).toEqual([404, 'path-unknown']);
    expect(await fail({ level: 9 })).toEqual([404, 'level-unknown']);
    expect(await fail({ level: 1, from: 2 })).toEqual([400, 'request-invalid']);
    expect(await fail({ limit: 4001 })).toEqual([400, 'request-invalid']);
    expect(await fail({ smallest: 0 })).toEqual([400, 'request-invalid']);
  });
});
