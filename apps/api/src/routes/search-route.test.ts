import { image, layer } from '@stratascope/core/testing';
import type { RouteQuery } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const base = layer()
  .file('etc/motd', 'welcome')
  .file('usr/lib/a.so', 300)
  .file('usr/lib/b.so', 200)
  .file('usr/bin/tool', 100, { mode: 0o4755, uid: 7 })
  .file(new Uint8Array([0x6f, 0xff]), 'odd')
  .file('opt/My File', 'x');
const second = layer()
  .file('etc/motd', 'farewell')
  .whiteout('usr/lib/a.so')
  .hardlink('usr/bin/alias', 'usr/bin/tool')
  .symlink('usr/way', 'lib');

let server: TestServer;
let ref: string;
beforeAll(async () => {
  const history = [{ createdBy: 'COPY base /' }, { createdBy: 'RUN rm /Usr/lib/a.so' }];
  server = await startTestServer({ engine: () => recipeEngine([image({ layers: [base, second], history })]) });
  const opened = await server.ask('openLocation', { body: { location: 'app.tar' } });
  ref = opened.images[0]?.ref ?? '';
});
afterAll(() => server.close());

const search = (query: RouteQuery<'searchPaths'>) => server.ask('searchPaths', { params: { ref }, query });
const paths = async (query: RouteQuery<'searchPaths'>) => (await search(query)).rows.map(({ path }) => path);

describe('a search', () => {
  test('finds live and removed paths, with the layers that they have to do with', async () => {
    const { rows, next, total, bytes } = await search({ q: '.SO' });
    expect(
      rows.map(({ path, standing, layer: from, removed, layers }) => [path, standing, from, removed, layers]),
    ).toEqual([
      ['/usr/lib/a.so', 'removed', 1, { layer: 2, how: 'whiteout' }, [1, 2]],
      ['/usr/lib/b.so', 'live', 1, undefined, [1]],
    ]);
    expect([next, total, bytes]).toEqual([null, null, null]);
  });

  test('speaks the search language', async () => {
    expect(await paths({ q: 'is:setuid type:file' })).toEqual(['/usr/bin/alias', '/usr/bin/tool']);
    expect(await paths({ q: 'layer:2 is:content' })).toEqual(['/etc/motd']);
    expect(await paths({ q: 'in:/usr -*.so type:file size:>50' })).toEqual(['/usr/bin/alias', '/usr/bin/tool']);
    expect((await search({ q: 'name:"tool" owner:7' })).rows).toMatchObject([
      { mode: '4755', uid: 7, hl: '/usr/bin/alias' },
    ]);
    expect((await search({ q: 'name:o?' })).rows).toMatchObject([{ path: '/o\ufffd', pathHex: '2f6fff' }]);
  });

  test('knows nothing of the layers above its level, unless they are asked for', async () => {
    expect(await paths({ q: 'a.so is:live', level: 1 })).toEqual(['/usr/lib/a.so']);
    expect(await paths({ q: 'alias', level: 1 })).toEqual([]);
    expect((await search({ q: 'alias', level: 1, later: true })).rows).toMatchObject([{ standing: 'later', layer: 2 }]);
    expect(await server.fail('searchPaths', { params: { ref }, query: { q: 'x', level: 3 } })).toEqual([
      404,
      'level-unknown',
    ]);
  });

  test('counts when asked to, each inode once', async () => {
    const { rows, total, bytes } = await search({ q: 'usr', totals: true, limit: 0 });
    expect(rows).toEqual([]);
    expect([total, bytes]).toEqual([8, 200 + 100]);
  });

  test('comes in pages, in the order of ls or with names first', async () => {
    for (const order of ['path', 'name'] as const) {
      const found: string[] = [];
      for (let cursor: number | null = 0; cursor !== null; ) {
        const page: Awaited<ReturnType<typeof search>> = await search({ q: 'usr', order, cursor, limit: 3 });
        found.push(...page.rows.map(({ path }) => path));
        cursor = page.next;
      }
      expect(found).toEqual(await paths({ q: 'usr', order }));
      expect(found).toHaveLength(8);
    }
  });

  test('names the path that the query is, and the layers that say its words', async () => {
    const { exact, layers, rows } = await search({ q: '/opt/My File' });
    expect(exact?.path).toBe('/opt/My File');
    expect(rows.map(({ path }) => path)).toEqual(['/opt/My File']);
    expect(layers).toEqual([]);
    expect((await search({ q: '/usr/lib/a.so' })).exact?.standing).toBe('removed');
    expect((await search({ q: '/nowhere' })).exact).toBeNull();
    expect((await search({ q: 'USR rm' })).layers).toEqual([2]);
    expect((await search({ q: 'is:live' })).layers).toEqual([]);
  });

  test('that is not understood says where, and what was expected', async () => {
    const response = await server.call('searchPaths', { params: { ref }, query: { q: 'usr is:deed' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'query-invalid',
        message: 'The search is not understood at “deed” (character 8): that is no value of “is:”.',
        hint: 'Expected: live, dead, removed, added, content, meta, replaced, dup, setuid. See docs/search.md.',
        details: {
          offset: 7,
          length: 4,
          problem: 'value-unknown',
          found: 'deed',
          key: 'is',
          expected: 'live, dead, removed, added, content, meta, replaced, dup, setuid',
        },
      },
    });
    const chinese = await server.call('searchPaths', { params: { ref }, query: { q: 'foo:x', lang: 'zh' } });
    expect(await chinese.text()).toContain('没有这个键');
  });

  test('is bounded', async () => {
    expect(await server.fail('searchPaths', { params: { ref }, query: { q: '' } })).toEqual([400, 'request-invalid']);
    expect(await server.fail('searchPaths', { params: { ref }, query: { q: 'x'.repeat(1001) } })).toEqual([
      400,
      'request-invalid',
    ]);
    expect(await server.fail('searchPaths', { params: { ref }, query: { q: 'x '.repeat(40) } })).toEqual([
      400,
      'query-invalid',
    ]);
  });
});
