import { image, layer } from '@stratascope/core/testing';
import type { RouteQuery } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const bytes = (...values: number[]) => new Uint8Array(values);
const base = layer()
  .dir('etc')
  .file('etc/passwd', 'root:x:0:0::/:\napp:x:7:7::/:\n')
  .file('etc/motd', 'welcome', { uid: 7 })
  .file('usr/lib/a.so', 300)
  .file('usr/lib/b.so', 200)
  .file('usr/bin/tool', 100)
  .dir(bytes(0x6f, 0xff))
  .file(bytes(0x6f, 0xff, 0x2f, 0xfe), 'odd');
const second = layer()
  .file('etc/motd', 'farewell', { uid: 7 })
  .whiteout('usr/lib/a.so')
  .hardlink('usr/bin/alias', 'usr/bin/tool')
  .symlink('usr/way', bytes(0xfd));

const cached = layer()
  .file('opt/kept', 5)
  .file('opt/cache/deep/one', 70)
  .file('opt/cache/two', 7)
  .symlink('way', 'opt/cache')
  .symlink('way-in', 'way/two')
  .symlink('way-out', '/nothing/here')
  .symlink('way-round', 'way-round');

let server: TestServer;
let ref: string;
let cachedRef: string;
beforeAll(async () => {
  const images = [image({ layers: [base, second] }), image({ layers: [cached, layer().whiteout('opt/cache')] })];
  server = await startTestServer({ engine: () => recipeEngine(images) });
  const opened = await server.ask('openLocation', { body: { location: 'app.tar' } });
  ref = opened.images[0]?.ref ?? '';
  cachedRef = opened.images[1]?.ref ?? '';
});
afterAll(() => server.close());

const list = (query: RouteQuery<'listTree'>) => server.ask('listTree', { params: { ref }, query });

describe('a listing', () => {
  test('has the rows of a folder, with sums and owners', async () => {
    const { rows, folder, total, next } = await list({});
    expect(rows.map(({ name, size, layer: from }) => [name, size, from])).toEqual([
      ['etc', 29 + 8, 1],
      ['o\ufffd', 3, 1],
      ['usr', 300, 1],
    ]);
    expect({ total, next }).toEqual({ total: 3, next: null });
    expect(folder).toEqual({
      size: 37 + 3 + 300,
      entries: 12,
      bytesByLayer: [
        [1, 332],
        [2, 8],
      ],
    });
    const motd = (await list({ path: '/etc' })).rows[0];
    expect(motd).toMatchObject({
      path: '/etc/motd',
      owner: 'app',
      uid: 7,
      mode: '0644',
      mtime: '1709251200',
      changedIn: { layer: 2, change: 'content' },
      bytesByLayer: [[2, 8]],
      hasChildren: false,
    });
  });

  test('is of a level, and shows what was removed where asked', async () => {
    expect((await list({ path: '/usr/lib', level: 1 })).rows.map(({ name }) => name)).toEqual(['a.so', 'b.so']);
    expect((await list({ path: '/usr/lib' })).rows.map(({ name }) => name)).toEqual(['b.so']);
    const { rows } = await list({ path: '/usr/lib', ghosts: true });
    expect(rows[0]).toEqual({
      path: '/usr/lib/a.so',
      name: 'a.so',
      type: 'file',
      size: 300,
      layer: 1,
      changedIn: { layer: 2, change: 'removed', changed: [], how: 'whiteout' },
      ghost: { layer: 2, how: 'whiteout' },
      hasChildren: false,
      bytesByLayer: [],
    });
  });

  test('tells of a removed folder the bytes that were in it, as the life of its path does', async () => {
    const params = { ref: cachedRef };
    const query = { path: '/opt', ghosts: true, sort: 'size', order: 'desc' } as const;
    const { rows } = await server.ask('listTree', { params, query });
    expect(rows.map(({ name, size, ghost }) => [name, size, ghost?.layer])).toEqual([
      ['cache', 70 + 7, 2],
      ['kept', 5, undefined],
    ]);
    const life = await server.ask('getPath', { params, query: { path: '/opt/cache' } });
    expect(life).toMatchObject({ state: null, size: 70 + 7, entries: 3, ghost: { layer: 2, size: 70 + 7 } });
    expect(life.versions[0]?.victims).toEqual({ entries: 3, bytesByLayer: [[1, 70 + 7]] });
  });

  test('addresses names that are not UTF-8 by their bytes', async () => {
    const { rows, path, pathHex } = await list({ path: '/o\xff' });
    expect({ path, pathHex }).toEqual({ path: '/o\ufffd', pathHex: '2f6fff' });
    expect(rows[0]).toMatchObject({
      path: '/o\ufffd/\ufffd',
      pathHex: '2f6fff2ffe',
      name: '\ufffd',
      nameHex: 'fe',
      size: 3,
    });
    const way = (await list({ path: '/usr' })).rows.find(({ name }) => name === 'way');
    expect(way).toMatchObject({ type: 'symlink', link: '\ufffd', linkHex: 'fd' });
  });

  test('counts an inode at its first name', async () => {
    const { rows, folder } = await list({ path: '/usr/bin' });
    expect(rows.map(({ name, size, hl, bytesByLayer }) => [name, size, hl, bytesByLayer])).toEqual([
      ['alias', 100, '/usr/bin/alias', [[1, 100]]],
      ['tool', 100, '/usr/bin/alias', []],
    ]);
    expect(folder.size).toBe(100);
  });

  test('comes in any order and in pages', async () => {
    const names = async (query: object) => (await list({ path: '/usr', ...query })).rows.map(({ name }) => name);
    expect(await names({ sort: 'size', order: 'desc' })).toEqual(['lib', 'bin', 'way']);
    expect(await names({ order: 'desc', foldersFirst: true })).toEqual(['lib', 'bin', 'way']);
    const first = await list({ path: '/usr', limit: 2 });
    expect({ next: first.next, total: first.total }).toEqual({ next: 2, total: 3 });
    expect(await names({ cursor: 2, limit: 2 })).toEqual(['way']);
    expect(await names({ cursor: 9 })).toEqual([]);
    expect((await list({ path: '/usr', find: '/usr/way', limit: 1 })).foundAt).toBe(2);
    expect((await list({ path: '/usr', find: '/usr/lib', sort: 'size', order: 'desc' })).foundAt).toBe(0);
    expect((await list({ path: '/usr', find: '/etc/nothing' })).foundAt).toBeNull();
  });

  test('of a range has only what changed in it, and the folders that lead there', async () => {
    const { rows, matches } = await list({ from: 1, level: 2 });
    expect(rows.map(({ name, isMatch }) => [name, isMatch ?? true])).toEqual([
      ['etc', false],
      ['usr', false],
    ]);
    expect(matches).toBe(3);
    expect((await list({ path: '/usr/bin', from: 1 })).rows.map(({ name }) => name)).toEqual(['alias']);
    expect((await list({ path: '/usr/lib', from: 1, ghosts: true })).rows.map(({ name }) => name)).toEqual(['a.so']);
  });

  test('of a filter has the names that hold it, and the folders that lead there', async () => {
    expect((await list({ filter: 'b.S' })).rows.map(({ name }) => name)).toEqual(['usr']);
    const { rows, matches } = await list({ path: '/usr/lib', filter: 'b.S' });
    expect(rows.map(({ name }) => name)).toEqual(['b.so']);
    expect(matches).toBe(1);
  });

  test.each([
    [{ path: '/nothing' }, [404, 'path-unknown']],
    [{ level: 3 }, [404, 'level-unknown']],
    [{ from: 2, level: 1 }, [400, 'request-invalid']],
    [{ limit: 1001 }, [400, 'request-invalid']],
    [{ limit: 0 }, [400, 'request-invalid']],
    [{ sort: 'colour' }, [400, 'request-invalid']],
    [{ ghosts: 'yes' }, [400, 'request-invalid']],
  ] as const)('%j', async (query, outcome) => {
    expect(await server.fail('listTree', { params: { ref }, query: query as never })).toEqual(outcome);
  });
});

describe('the life of a symbolic link', () => {
  test.each([
    ['/way', 1, 'found /opt/cache'],
    ['/way-in', 1, 'found /opt/cache/two'],
    ['/way-in', 2, 'absent /opt/cache'],
    ['/way-out', 2, 'nowhere /nothing'],
    ['/way-round', 2, 'loop /way-round'],
    ['/opt/kept', 2, null],
  ])('%s tells where it leads at level %d', async (path, level, target) => {
    const life = await server.ask('getPath', { params: { ref: cachedRef }, query: { path, level } });
    expect(life.target && `${life.target.outcome} ${life.target.path}`).toBe(target);
  });

  test('names each link on its way, with the layer whose it is', async () => {
    const way = async (path: string) => {
      const { target } = await server.ask('getPath', { params: { ref: cachedRef }, query: { path, level: 1 } });
      return target?.steps.map(({ path: at, link, layer: by }) => `${at} -> ${link} (${by})`);
    };
    const [first, ...others] = (await way('/way-in')) ?? [];
    expect(first).toMatch(/^\/way-in -> /);
    expect(others).toEqual(await way('/way'));
    expect(await way('/way-round')).toHaveLength(40);
  });
});
