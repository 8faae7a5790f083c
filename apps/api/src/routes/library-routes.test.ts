import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { image, layer } from '@stratascope/core/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { nextEvent, readEvents } from '../testing/read-events';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const app = image({ names: ['example/app:1'], layers: [layer().file('a', 10), layer().file('a', 5)] });

let server: TestServer;
afterEach(() => server.close());

const start = async (options: Partial<Parameters<typeof startTestServer>[0]> = {}) => {
  server = await startTestServer({ engine: () => recipeEngine([app]), ...options });
  return server;
};

describe('the library', () => {
  test('is empty at first, and says where its data lie', async () => {
    const { ask, folder } = await start();
    const library = await ask('listLocations');
    expect(library).toMatchObject({ locations: [], recent: [], canOpenPaths: true, dataFolder: join(folder, 'data') });
  });

  test('lists what is opened, with sizes once they are known', async () => {
    const { ask, folder } = await start();
    const opened = await ask('openLocation', { body: { location: 'x/../app.tar' } });
    expect(opened).toMatchObject({
      location: join(folder, 'app.tar'),
      title: 'app.tar',
      store: { id: 'recipe', title: 'recipes' },
      state: 'open',
      isUpload: false,
      images: [{ names: ['example/app:1'], layerCount: 2 }],
    });
    await expect
      .poll(async () => (await ask('listLocations')).locations[0]?.images[0])
      .toMatchObject({ index: 'ready', sizes: { unpacked: 15, live: 5, dead: 10 } });
    expect((await ask('openLocation', { body: { location: 'app.tar' } })).id).toBe(opened.id);
    expect((await ask('listLocations')).locations).toHaveLength(1);
  });

  test('remembers what was open, until it is told to forget', async () => {
    const { ask, folder } = await start();
    const { id } = await ask('openLocation', { body: { location: 'one.tar' } });
    await ask('openLocation', { body: { location: 'two.tar' } });
    await ask('closeLocation', { params: { id } });
    const { recent, locations } = await ask('listLocations');
    expect(recent.map(({ title, isOpen }) => [title, isOpen])).toEqual([
      ['two.tar', true],
      ['one.tar', false],
    ]);
    expect(locations.map(({ title }) => title)).toEqual(['two.tar']);
    await ask('forgetRecent', { query: { location: join(folder, 'one.tar') } });
    expect((await ask('listLocations')).recent).toHaveLength(1);
    await ask('forgetRecent');
    expect((await ask('listLocations')).recent).toEqual([]);
  });

  test('opens no paths where that is shut off', async () => {
    const { ask, fail } = await start({ canOpenPaths: false });
    expect((await ask('listLocations')).canOpenPaths).toBe(false);
    expect(await fail('openLocation', { body: { location: '/etc' } })).toEqual([403, 'forbidden']);
  });

  test('what is not open cannot be closed or read again', async () => {
    const { fail } = await start();
    expect(await fail('closeLocation', { params: { id: 'nope' } })).toEqual([404, 'not-found']);
    expect(await fail('reloadLocation', { params: { id: 'nope' } })).toEqual([404, 'not-found']);
  });

  test.each([
    [{}, 'location'],
    [{ location: '' }, 'location'],
    [{ location: 1 }, 'location'],
    [[], 'body'],
  ])('a request of %j is refused, with the field', async (body, field) => {
    const { call } = await start();
    const response = await call('openLocation', { body: body as never });
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { details: { field: string } } };
    expect(error.details.field).toBe(field);
  });

  test('a body that is no JSON, or too long, is refused', async () => {
    const { fetch } = await start();
    const post = (body: string) =>
      fetch('/api/v1/locations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect((await post('{')).status).toBe(400);
    expect((await post(JSON.stringify({ location: 'x'.repeat(100_000) }))).status).toBe(400);
  });
});

describe('an upload', () => {
  const upload = (body: string, name = 'my app.tar') =>
    server.fetch(`/api/v1/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', body });
  const uploads = () => join(server.folder, 'data', 'uploads');
  const unfinished = () => readdir(join(uploads(), 'unfinished')).catch(() => []);
  /** Names of what was kept, whole or not. */
  const kept = async () => {
    const names = await readdir(uploads()).catch(() => []);
    return [...names.filter((name) => /^[0-9a-f]{64}$/.test(name)), ...(await unfinished())];
  };

  test('is kept under its digest and opened under its name; closing it deletes it', async () => {
    const { ask } = await start();
    const response = await upload('archive');
    expect(response.status).toBe(201);
    const location = (await response.json()) as Awaited<ReturnType<typeof ask<'openLocation'>>>;
    expect(location).toMatchObject({ title: 'my app.tar', isUpload: true, state: 'open' });
    expect(await kept()).toHaveLength(1);
    await ask('closeLocation', { params: { id: location.id } });
    expect(await kept()).toEqual([]);
    expect((await ask('listLocations')).recent).toEqual([]);
  });

  test('of more bytes than allowed is refused, whether it says so or not', async () => {
    await start({ maxUploadBytes: 10 });
    const announced = await upload('x'.repeat(11));
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({ error: { code: 'upload-too-large', details: { limit: 10 } } });

    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 11; at++) controller.enqueue(new Uint8Array(1));
        controller.close();
      },
    });
    const streamed = await server.fetch('/api/v1/uploads', {
      method: 'POST',
      body: pieces,
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect((await upload('x'.repeat(10))).status).toBe(201);
    expect(await kept()).toHaveLength(1);
  });

  test('of nothing is an empty file', async () => {
    await start();
    const response = await upload('');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: 'empty-file' } });
  });

  test('that breaks off leaves nothing', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    const socket = createConnection(Number(port), '127.0.0.1');
    socket.write(`POST /api/v1/uploads HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 100\r\n\r\nabc`);
    await expect.poll(kept).toHaveLength(1);
    socket.destroy();
    await expect.poll(kept).toEqual([]);
    expect((await server.ask('listLocations')).locations).toEqual([]);
  });
});

describe('the event stream', () => {
  test('begins with the library and tells of each change', async () => {
    const { call, ask } = await start();
    const leaving = new AbortController();
    const response = await call('watchEvents', { signal: leaving.signal });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream\b/);
    expect(response.headers.get('content-encoding')).toBeNull();
    const events = readEvents(response);
    await nextEvent(events, 'library', ({ locations }) => locations.length === 0);
    await ask('openLocation', { body: { location: 'app.tar' } });
    await nextEvent(events, 'library', ({ locations }) => locations[0]?.state === 'open');
    leaving.abort();
  });

  test('tells layer by layer how an image is indexed, and its end', async () => {
    const engine = recipeEngine([app]);
    engine.hold();
    const { call, ask } = await start({ engine: () => engine });
    const events = readEvents(await call('watchEvents'));
    const { images } = await ask('openLocation', { body: { location: 'app.tar' } });
    const ref = images[0]?.ref ?? '';
    await nextEvent(events, 'progress', ({ index }) => index.layers[0]?.state === 'indexing');
    engine.release();
    const half = await nextEvent(events, 'progress', ({ index }) => index.layersRead === 1);
    expect(half).toMatchObject({ ref, index: { state: 'indexing', layerCount: 2, layers: [{ state: 'ok' }, {}] } });
    await expect.poll(() => engine.release()).toBeUndefined();
    const end = await nextEvent(events, 'progress', ({ index }) => index.state === 'ready');
    expect(end.index).toMatchObject({ layersRead: 2, readBytes: end.index.totalBytes });
  });

  test('tells of a cancel, and of the start after it', async () => {
    const engine = recipeEngine([app]);
    engine.hold();
    const { call, ask, fail } = await start({ engine: () => engine });
    const events = readEvents(await call('watchEvents'));
    const { images } = await ask('openLocation', { body: { location: 'app.tar' } });
    const ref = images[0]?.ref ?? '';
    await nextEvent(events, 'progress', ({ index }) => index.state === 'indexing');
    expect((await ask('cancelIndexing', { params: { ref } })).state).toBe('cancelled');
    await nextEvent(events, 'progress', ({ index }) => index.state === 'cancelled');
    expect(await fail('getLedger', { params: { ref } })).toEqual([499, 'cancelled']);
    expect((await ask('getImage', { params: { ref } })).index.state).toBe('cancelled');

    expect((await ask('indexImage', { params: { ref } })).state).toBe('indexing');
    const releasing = setInterval(() => engine.release(), 10);
    await nextEvent(events, 'progress', ({ index }) => index.state === 'ready');
    clearInterval(releasing);
    expect((await ask('getLedger', { params: { ref } })).total.content).toBe(15);
  });

  test.each(['workspace', 'server'])('ends at once when the %s does', async (ending) => {
    const { call, workspace, stop } = await start();
    const events = readEvents(await call('watchEvents'));
    await events.next();
    const started = performance.now();
    await (ending === 'workspace' ? workspace.close() : stop());
    expect((await events.next()).done).toBe(true);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test('the description for machines is served, and every route is in it', async () => {
  const { fetch } = await start();
  const description = (await (await fetch('/api/openapi.json')).json()) as { openapi: string; paths: object };
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths).length).toBeGreaterThan(10);
});

test.each(['/api', '/api/v1', '/api/v1/nothing', '/api/v2/health', '/api/v1/health/'])(
  '%s is nothing',
  async (path) => {
    const { fetch } = await start();
    const response = await fetch(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'not-found' } });
  },
);

test('a location in the data folder of another run is found again by its title', async () => {
  const { folder, ask } = await start();
  await mkdir(join(folder, 'data', 'uploads'), { recursive: true });
  await writeFile(join(folder, 'data', 'uploads', 'abc'), 'x');
  await ask('openLocation', { body: { location: join(folder, 'data', 'uploads', 'abc') } });
  expect((await ask('listLocations')).locations[0]).toMatchObject({ isUpload: true, title: 'abc' });
});
