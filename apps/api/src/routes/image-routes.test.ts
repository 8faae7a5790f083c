import { ImageError } from '@stratascope/core';
import { image, layer } from '@stratascope/core/testing';
import { requestUrl } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const passwd = 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/:\n';
const base = layer()
  .file('etc/passwd', passwd)
  .file('etc/group', 'root:x:0:\nstaff:x:1000:\n')
  .file('etc/motd', 'welcome')
  .file('cache/big', 1000)
  .file(new Uint8Array([0x6f, 0xff]), 'odd');
const change = layer()
  .file('etc/motd', 'welcome', { mode: 0o600, uid: 1000, gid: 1000, mtime: '1709251200.5' })
  .whiteout('cache')
  .file('page.html', '<script>alert(1)</script>')
  .hardlink('page.link', 'page.html')
  .symlink('way', 'etc/motd');
const top = layer().file('etc/motd', 'farewell', { mode: 0o600, uid: 1000, gid: 1000 });

const app = image({ names: ['example/app:1'], layers: [base, change, top] });
const arm = image({ names: ['example/app:1'], layers: [base], platform: { os: 'linux', architecture: 'arm64' } });
const other = image({ names: ['example/base:1', 'base'], layers: [base] });

let server: TestServer;
let ref: string;
beforeAll(async () => {
  server = await startTestServer({ engine: () => recipeEngine([app, arm, other]) });
  const { images } = await server.ask('openLocation', { body: { location: 'app.tar' } });
  ref = images[0]?.ref ?? '';
  // Asking of the index waits for it.
  await server.ask('getLedger', { params: { ref } });
});
afterAll(() => server.close());

describe('an image', () => {
  test('has its layers with sizes, deaths, counts and largest parts', async () => {
    const answer = await server.ask('getImage', { params: { ref } });
    expect(answer).toMatchObject({
      ref,
      names: ['example/app:1'],
      kind: 'image',
      index: { state: 'ready', layersRead: 3 },
    });
    const content = passwd.length + 'root:x:0:\nstaff:x:1000:\n'.length + 'welcome'.length + 1000 + 'odd'.length;
    expect(answer.layers[0]).toMatchObject({
      layer: 1,
      state: 'ok',
      content,
      dead: 1007,
      live: content - 1007,
      deadBy: [
        { cause: 'metadata', by: 2, bytes: 7 },
        { cause: 'whiteout', by: 2, bytes: 1000 },
      ],
    });
    expect(answer.layers[0]?.folders[0]).toEqual({ path: '/cache/big', isFolder: false, bytes: 1000, dead: 1000 });
    expect(answer.layers[1]?.counts).toEqual({ added: 3, changed: 1, metadata: 1, removed: 2 });
    const folders = answer.layers.map((each) =>
      each.folders.reduce((sum, { bytes }) => sum + bytes, each.moreFolderBytes),
    );
    expect(folders).toEqual(answer.layers.map((each) => each.content));
    expect(answer.deadBy).toEqual({ overwritten: 7, metadata: 7, whiteout: 1000 });
    expect(answer.sizes.unpacked).toBe(answer.layers.reduce((sum, each) => sum + (each.content ?? 0), 0));
  });

  test('knows its other platforms, and the base that it shares with another', async () => {
    const answer = await server.ask('getImage', { params: { ref } });
    expect(answer.platforms.map(({ platform }) => platform?.architecture)).toEqual(['amd64', 'arm64']);
    expect(answer.base).toEqual({ layers: 1, name: 'example/base:1', from: 'opened-image' });
  });

  test('is built on another image that has the same tag, though not the same name', async () => {
    const below = image({ names: ['example/below:1', '1'], layers: [base] });
    const above = image({ names: ['example/above:1', '1'], layers: [base, change] });
    const place = await startTestServer({ engine: () => recipeEngine([below, above]) });
    try {
      const { images } = await place.ask('openLocation', { body: { location: 'tagged.tar' } });
      const answer = await place.ask('getImage', { params: { ref: images[1]?.ref ?? '' } });
      expect(answer.base).toEqual({ layers: 1, name: 'example/below:1', from: 'opened-image' });
    } finally {
      await place.close();
    }
  });

  test('begins with the image that its label names, though it shares more with a sibling', async () => {
    const labels = { 'org.opencontainers.image.base.name': 'docker.io/example/base:1' };
    const built = image({ names: ['example/built:2'], layers: [base, change, top], config: { Labels: labels } });
    const older = image({ names: ['example/built:1'], layers: [base, change] });
    const sibling = image({ names: ['example/sibling:1'], layers: [base, change, layer().file('else')] });
    const place = await startTestServer({ engine: () => recipeEngine([older, sibling, other, built]) });
    try {
      const { images } = await place.ask('openLocation', { body: { location: 'built.tar' } });
      const ask = (name: string) =>
        place.ask('getImage', { params: { ref: images.find(({ names }) => names.includes(name))?.ref ?? '' } });
      await place.ask('getLedger', { params: { ref: images[3]?.ref ?? '' } });
      expect((await ask('example/built:2')).base).toEqual({ layers: 1, name: 'example/base:1', from: 'opened-image' });
      expect((await ask('example/sibling:1')).base).toMatchObject({ layers: 2, name: 'example/built:1' });
    } finally {
      await place.close();
    }
  });

  test('tells what its files say of it at a level', async () => {
    const place = await startTestServer({
      engine: () =>
        recipeEngine([
          image({
            names: ['example/alpine:3'],
            layers: [
              layer()
                .file('etc/os-release', 'ID=alpine\nVERSION_ID=3.20\n')
                .file('lib/apk/db/installed', 'P:a\n\nP:b\n'),
              layer().file('bin/sh', '#!', { mode: 0o755 }).whiteout('lib/apk/db/installed'),
            ],
          }),
        ]),
    });
    try {
      const { images } = await place.ask('openLocation', { body: { location: 'base.tar' } });
      const factsAt = (level: number) =>
        place.ask('getFacts', { params: { ref: images[0]?.ref ?? '' }, query: { level } });
      expect(await factsAt(1)).toMatchObject({
        level: 1,
        distribution: { id: 'alpine', version: '3.20', path: '/etc/os-release' },
        packages: [{ manager: 'apk', count: 2, path: '/lib/apk/db/installed' }],
        shell: null,
        kernel: null,
      });
      expect(await factsAt(2)).toMatchObject({ packages: [], shell: { path: '/bin/sh' } });
      expect(await factsAt(0)).toMatchObject({ distribution: null, packages: [] });
    } finally {
      await place.close();
    }
  });

  test('is led to by its name, its platform or the start of its digest', async () => {
    const refOf = async (name: string, platform?: string) =>
      (await server.ask('getImage', { params: { ref: name }, query: platform === undefined ? {} : { platform } })).ref;
    expect(await refOf('example/app:1')).toBe(ref);
    expect(await refOf('docker.io/example/app:1')).toBe(ref);
    expect(await refOf(ref.slice('sha256:'.length, 'sha256:'.length + 12))).toBe(ref);
    expect(await refOf('example/app:1', 'linux/arm64')).not.toBe(ref);
    const response = await server.fetch('/api/v1/images/example%2Fapp%3A1/ledger?level=1', { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`/api/v1/images/${encodeURIComponent(ref)}/ledger?level=1`);
  });

  test.each([
    ['nothing', {}, [404, 'image-unknown']],
    ['sha256:00', {}, [404, 'image-unknown']],
    ['example/app:1', { platform: 'windows/amd64' }, [404, 'platform-unknown']],
    ['example/app:1', { location: 'elsewhere' }, [404, 'image-unknown']],
  ] as const)('%s with %j', async (name, query, outcome) => {
    expect(await server.fail('getImage', { params: { ref: name }, query })).toEqual(outcome);
  });

  test('gives its documents as they stand', async () => {
    const { config, manifest } = await server.ask('getDocuments', { params: { ref } });
    expect(JSON.parse(config ?? '')).toMatchObject({ architecture: 'amd64' });
    expect(manifest).toBeNull();
  });

  test('has facts of each layer, and no more layers than it has', async () => {
    const first = await server.ask('getLayer', { params: { ref, layer: 1 } });
    expect(first.largest[0]).toEqual({ path: '/cache/big', bytes: 1000, isDead: true });
    expect(first.deadByCause).toEqual({ metadata: 7, whiteout: 1000 });
    expect(await server.fail('getLayer', { params: { ref, layer: 4 } })).toEqual([404, 'layer-unknown']);
    expect(await server.fail('getLayer', { params: { ref, layer: 0 } })).toEqual([400, 'request-invalid']);
    expect(await server.fail('getLayer', { params: { ref, layer: 'x' as never } })).toEqual([400, 'request-invalid']);
  });
});

describe('the ledger', () => {
  test('at a level lists its layers, and what later ones will kill', async () => {
    const { layers, total } = await server.ask('getLedger', { params: { ref }, query: { level: 1 } });
    expect(layers).toHaveLength(1);
    expect(layers[0]).toMatchObject({ dead: 0, deadBy: [], diesLater: [{ by: 2, bytes: 1007 }] });
    expect(total.live).toBe(total.content);
    const second = await server.ask('getLedger', { params: { ref }, query: { level: 2 } });
    expect(second.layers[0]).toMatchObject({ dead: 1007, diesLater: [] });
    expect(second.layers[1]).toMatchObject({ dead: 0, diesLater: [{ by: 3, bytes: 7 }] });
  });

  test('of level 0 is empty, above the top there is none', async () => {
    expect((await server.ask('getLedger', { params: { ref }, query: { level: 0 } })).total.content).toBe(0);
    expect(await server.fail('getLedger', { params: { ref }, query: { level: 4 } })).toEqual([404, 'level-unknown']);
    expect(await server.fail('getLedger', { params: { ref }, query: { level: -1 } })).toEqual([400, 'request-invalid']);
  });
});

describe('the life of a path', () => {
  test('tells each version, the newest first, with values before and after and the bytes it killed', async () => {
    const life = await server.ask('getPath', { params: { ref }, query: { path: '/etc/motd' } });
    expect(life.state).toMatchObject({ mode: '0600', uid: 1000, owner: 'app', group: 'staff', size: 8, layer: 3 });
    expect(life.versions.map(({ layer: number, change: kind }) => [number, kind])).toEqual([
      [3, 'content'],
      [2, 'metadata'],
      [1, 'added'],
    ]);
    expect(life.versions[1]).toMatchObject({
      changed: [
        { attribute: 'mode', before: '0644', after: '0600' },
        { attribute: 'uid', before: 0, after: 1000 },
        { attribute: 'gid', before: 0, after: 1000 },
      ],
      broughtBytes: 7,
      killed: { cause: 'metadata', bytes: 7, layer: 1 },
      death: { cause: 'overwritten', layer: 3 },
    });
    expect(life).toMatchObject({ shippedBytes: 22, deadBytes: 14, ghost: null });
  });

  test('of a removed path tells who removed it, and that it was its folder', async () => {
    const life = await server.ask('getPath', { params: { ref }, query: { path: '/cache/big', level: 2 } });
    expect(life).toMatchObject({ state: null, type: 'file', ghost: { layer: 2, how: 'whiteout', size: 1000 } });
    expect(life.versions[0]).toMatchObject({
      change: 'removed',
      how: 'whiteout',
      removedAt: { path: '/cache' },
      state: null,
    });
    const before = await server.ask('getPath', { params: { ref }, query: { path: '/cache/big', level: 1 } });
    expect(before).toMatchObject({ ghost: null, state: { size: 1000 } });
  });

  test('of a folder tells the layers that changed only things inside', async () => {
    const life = await server.ask('getPath', { params: { ref }, query: { path: '/etc' } });
    expect(life).toMatchObject({ type: 'dir', insideLayers: [2, 3], state: { implied: true } });
    expect(life.size).toBe(passwd.length + 'root:x:0:\nstaff:x:1000:\n'.length + 'farewell'.length);
  });

  test('names the other hard links', async () => {
    const life = await server.ask('getPath', { params: { ref }, query: { path: '/page.link' } });
    expect(life.links).toEqual([
      { path: '/page.html', layer: 2 },
      { path: '/page.link', layer: 2 },
    ]);
  });

  test('a path is its bytes', async () => {
    const life = await server.ask('getPath', { params: { ref }, query: { path: '/o\xff' } });
    expect(life).toMatchObject({ path: '/o\ufffd', pathHex: '2f6fff' });
    expect(await server.fail('getPath', { params: { ref }, query: { path: '/o\ufffd' } })).toEqual([
      404,
      'path-unknown',
    ]);
  });

  test.each([
    ['/nothing', [404, 'path-unknown']],
    ['/etc/motd/x', [404, 'path-unknown']],
    ['/../x', [400, 'request-invalid']],
    ['/a\0b', [400, 'request-invalid']],
  ] as const)('%j', async (path, outcome) => {
    expect(await server.fail('getPath', { params: { ref }, query: { path } })).toEqual(outcome);
  });

  test('a query of a typing slip is refused', async () => {
    const response = await server.fetch(`/api/v1/images/${encodeURIComponent(ref)}/path?path=/etc&lvl=1`);
    expect(response.status).toBe(400);
  });
});

describe('changes', () => {
  test('of a layer are counted, listed in order, and come in pages', async () => {
    const query = { from: 1, to: 2 };
    const all = await server.ask('listChanges', { params: { ref }, query });
    expect(all.counts).toEqual({ added: 3, changed: 1, metadata: 1, removed: 2 });
    expect(all.changes.map(({ path, change: kind }) => `${kind} ${path}`)).toEqual([
      'removed /cache',
      'removed /cache/big',
      'metadata /etc/motd',
      'added /page.html',
      'added /page.link',
      'added /way',
    ]);
    const paged = [];
    for (let cursor: number | null = 0; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof server.ask<'listChanges'>>> = await server.ask('listChanges', {
        params: { ref },
        query: { ...query, cursor, limit: 4 },
      });
      expect(page.total).toBe(6);
      paged.push(...page.changes);
      cursor = page.next;
    }
    expect(paged).toEqual(all.changes);
  });

  test('of a path are those of it and below it', async () => {
    const { changes, counts } = await server.ask('listChanges', { params: { ref }, query: { from: 0, path: '/etc' } });
    expect(changes.map(({ path }) => path)).toEqual(['/etc', '/etc/group', '/etc/motd', '/etc/passwd']);
    expect(counts).toEqual({ added: 4, changed: 0, metadata: 0, removed: 0 });
  });

  test('go upward', async () => {
    expect(await server.fail('listChanges', { params: { ref }, query: { from: 3, to: 2 } })).toEqual([
      400,
      'request-invalid',
    ]);
    expect((await server.ask('listChanges', { params: { ref }, query: { from: 2, to: 2 } })).total).toBe(0);
  });
});

describe('what is taken along', () => {
  test('is a folder of a level as a tar, which can do nothing either', async () => {
    const response = await server.call('getArchive', { params: { ref }, query: { path: '/etc', level: 1 } });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="etc\.tar"/);
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox;/);
    const tar = new TextDecoder('latin1').decode(await response.arrayBuffer());
    expect(tar.match(/etc\/\w*(?=\0)/g)).toEqual(['etc/', 'etc/group', 'etc/motd', 'etc/passwd']);
    expect(await server.fail('getArchive', { params: { ref }, query: { path: '/cache' } })).toEqual([
      404,
      'path-unknown',
    ]);
  });
});

describe('contents', () => {
  const get = (query: Parameters<typeof server.call<'getContent'>>[1], headers: Record<string, string> = {}) =>
    server.call('getContent', { params: { ref }, ...query, headers });

  test('are those of the level, or of the version that a layer brought', async () => {
    const text = async (query: object) => (await get({ query: { path: '/etc/motd', ...query } })).text();
    expect(await text({})).toBe('farewell');
    expect(await text({ level: 2 })).toBe('welcome');
    expect(await text({ layer: 1 })).toBe('welcome');
    expect((await (await get({ query: { path: '/cache/big', layer: 1 } })).text()).length).toBe(1000);
    expect(await (await get({ query: { path: '/o\xff' } })).text()).toBe('odd');
  });

  test('can do nothing, whatever they are', async () => {
    for (const [view, type, disposition] of [
      [undefined, 'application/octet-stream', /^attachment; filename="page\.html"/],
      ['text', 'text/plain; charset=utf-8', /^inline$/],
    ] as const) {
      const { headers } = await get({ query: { path: '/page.html', ...(view === undefined ? {} : { view }) } });
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('content-disposition')).toMatch(disposition);
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  test('are served in ranges', async () => {
    const query = { path: '/etc/motd' };
    const part = await get({ query }, { Range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/8');
    expect(await part.text()).toBe('rew');
    expect(await (await get({ query }, { Range: 'bytes=-2' })).text()).toBe('ll');
    const beyond = await get({ query }, { Range: 'bytes=8-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */8');
    expect(await beyond.json()).toMatchObject({ error: { code: 'request-invalid' } });
    const tag = part.headers.get('etag') ?? '';
    expect((await get({ query }, { Range: 'bytes=2-4', 'If-Range': tag })).status).toBe(206);
    expect((await get({ query }, { Range: 'bytes=2-4', 'If-Range': '"other"' })).status).toBe(200);
  });

  test('have their headers without their bytes', async () => {
    const url = requestUrl('getContent', { ref }, { path: '/etc/motd' });
    const head = await server.fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('8');
    expect(head.headers.get('etag')).not.toBeNull();
    expect(await head.text()).toBe('');
  });

  test('are tagged by their SHA-256 and not sent again', async () => {
    const query = { path: '/etc/motd' };
    const tag = (await get({ query })).headers.get('etag') ?? '';
    // Of "farewell", by sha256sum.
    expect(tag).toBe('"418437ef1acfe630916f69971a122f6e1871db9d3207d0e6c4da859a61cfff8b"');
    const again = await get({ query }, { 'If-None-Match': tag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test.each([
    ['/etc', [409, 'not-a-file']],
    ['/way', [409, 'not-a-file']],
    ['/cache/big', [404, 'path-unknown']],
    ['/none', [404, 'path-unknown']],
  ] as const)('of %s there are none', async (path, outcome) => {
    expect(await server.fail('getContent', { params: { ref }, query: { path } })).toEqual(outcome);
  });
});

describe('caching', () => {
  test('answers of a verified image are kept for ever under its version, and checked without', async () => {
    const { version } = await server.ask('getImage', { params: { ref } });
    expect(version).not.toBeNull();
    const v = version ?? '';
    const forever = await server.call('listTree', { params: { ref }, query: { v } });
    expect(forever.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    for (const query of [{}, { v: 'older' }]) {
      const checked = await server.call('listTree', { params: { ref }, query });
      expect(checked.headers.get('cache-control')).toBe('no-cache');
      const tag = checked.headers.get('etag') ?? '';
      const again = await server.call('listTree', { params: { ref }, query, headers: { 'If-None-Match': tag } });
      expect(again.status).toBe(304);
      // Another question is another answer.
      const level = await server.call('listTree', {
        params: { ref },
        query: { ...query, level: 1 },
        headers: { 'If-None-Match': tag },
      });
      expect(level.status).toBe(200);
    }
    expect(
      (await server.call('getContent', { params: { ref }, query: { v, path: '/way/' } })).headers.get('cache-control'),
    ).toBe('no-store');
    const content = await server.call('getContent', { params: { ref }, query: { v, path: '/etc/motd' } });
    expect(content.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  });

  test('what can change is asked for each time, and costs a 304 where it did not', async () => {
    const image = await server.call('getImage', { params: { ref } });
    expect(image.headers.get('cache-control')).toBe('no-cache');
    const tag = image.headers.get('etag') ?? '';
    const again = await server.call('getImage', { params: { ref }, headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
    // In another language the messages differ, so the tag is another.
    const chinese = await server.call('listTree', { params: { ref }, headers: { 'Accept-Language': 'zh' } });
    const english = await server.call('listTree', { params: { ref } });
    expect(chinese.headers.get('etag')).not.toBe(english.headers.get('etag'));
    expect(chinese.headers.get('vary')).toContain('Accept-Language');
  });

  test('long answers are compressed, short ones are not', async () => {
    const long = await server.call('getImage', { params: { ref }, headers: { 'Accept-Encoding': 'br' } });
    expect(long.headers.get('content-encoding')).toBe('br');
    expect(((await long.json()) as { ref: string }).ref).toBe(ref);
    const short = await server.call('getHealth', { headers: { 'Accept-Encoding': 'br, gzip' } });
    expect(short.headers.get('content-encoding')).toBeNull();
  });
});

test('messages come in the language that is asked for', async () => {
  const message = async (parts: object) => {
    const response = await server.call('getLedger', { params: { ref }, ...parts });
    return ((await response.json()) as { error: { message: string } }).error.message;
  };
  expect(await message({ query: { level: 9 } })).toBe('There is no level 9.');
  expect(await message({ query: { level: 9, lang: 'zh' } })).toBe('没有第 9 级。');
  expect(await message({ query: { level: 9 }, headers: { 'Accept-Language': 'zh-CN' } })).toBe('没有第 9 级。');
});

test('contents that fail in the middle are cut off, so that nobody takes a part for the whole', async () => {
  const engine = recipeEngine([image({ layers: [layer().file('big', 1000)] })]);
  const failing = await startTestServer({
    engine: () => ({
      ...engine,
      contents: {
        ...engine.contents,
        async *read() {
          yield new Uint8Array(10);
          throw new ImageError('location-changed');
        },
      },
    }),
  });
  const { images } = await failing.ask('openLocation', { body: { location: 'x.tar' } });
  const response = failing.call('getContent', { params: { ref: images[0]?.ref ?? '' }, query: { path: '/big' } });
  // Whether its beginning still comes through hangs on how fast the connection is cut.
  await expect(response.then((begun) => begun.text())).rejects.toThrow();
  await failing.close();
});
