import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive, image, layer, ociLayout } from '@stratascope/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveEngine } from '../testing/archive-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const app = image({
  names: ['example/app:1'],
  layers: [layer().file('etc/motd', 'welcome'), layer().file('etc/issue', 'second')],
});

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ engine: archiveEngine });
});
afterEach(() => server.close());

/** Opens an archive of compressed layers that is compressed as a whole, so that each part of the cache has something. */
async function openImage(): Promise<string> {
  const path = join(server.folder, 'app.tar.gz');
  writeFileSync(path, gzipSync(archive(ociLayout([app]), 'none')));
  const { images } = await server.ask('openLocation', { body: { location: path } });
  const ref = images[0]?.ref ?? '';
  await server.ask('getLedger', { params: { ref } });
  return ref;
}

const contentOf = async (ref: string, path: string) => {
  const response = await server.call('getContent', { params: { ref }, query: { path } });
  return response.status === 200 ? response.text() : response.status;
};
const bytesOf = ({ parts }: { readonly parts: readonly { readonly part: string; readonly bytes: number }[] }) =>
  Object.fromEntries(parts.map(({ part, bytes }) => [part, bytes]));

describe('the cache', () => {
  test('is told with its place, its size as the folder has it, and its bound', async () => {
    const before = await server.ask('getCache');
    expect(before).toMatchObject({ folder: join(server.folder, 'data'), bytes: 0, uploads: { bytes: 0, files: 0 } });
    const ref = await openImage();
    await contentOf(ref, '/etc/motd');
    const after = await server.ask('getCache');
    const sum = (value: (part: (typeof after.parts)[number]) => number) =>
      after.parts.reduce((total, part) => total + value(part), 0);
    expect(after.bytes).toBe(sum(({ bytes }) => bytes));
    expect(after.maxBytes).toBe(sum(({ maxBytes }) => maxBytes));
    expect(bytesOf(after)).toEqual({
      indexes: expect.any(Number),
      contents: expect.any(Number),
      scratch: expect.any(Number),
    });
    for (const { bytes, maxBytes } of after.parts) expect(bytes > 0 && bytes < maxBytes).toBe(true);
  });

  test('is cleared while an image is open, which stays as it is, contents and all', async () => {
    const ref = await openImage();
    expect(await contentOf(ref, '/etc/motd')).toBe('welcome');
    const after = await server.ask('clearCache');
    // What the open location was unpacked to is in use.
    expect(bytesOf(after)).toEqual({ indexes: 0, contents: 0, scratch: expect.any(Number) });
    expect(bytesOf(after).scratch).toBeGreaterThan(0);
    expect(await contentOf(ref, '/etc/motd')).toBe('welcome');
    expect(await contentOf(ref, '/etc/issue')).toBe('second');
    await server.ask('getLedger', { params: { ref } });

    const [location] = (await server.ask('listLocations')).locations;
    await server.ask('closeLocation', { params: { id: location?.id ?? '' } });
    expect(await server.ask('clearCache')).toMatchObject({ bytes: 0 });
    for (const part of ['indexes', 'contents', 'scratch']) {
      const names = readdirSync(join(server.folder, 'data', part), { recursive: true, withFileTypes: true });
      expect(names.filter((entry) => entry.isFile())).toEqual([]);
    }
    expect(await openImage()).toBe(ref);
  });

  test('an upload is no part of it, and stays', async () => {
    const upload = await server.fetch('/api/v1/uploads?name=app.tar', {
      method: 'POST',
      body: new Uint8Array(archive(ociLayout([app]))),
    });
    expect(upload.status).toBe(201);
    const after = await server.ask('clearCache');
    expect(after.uploads).toEqual({ bytes: archive(ociLayout([app])).length, files: 1 });
    const [location] = (await server.ask('listLocations')).locations;
    const ref = location?.images[0]?.ref ?? '';
    expect(await contentOf(ref, '/etc/motd')).toBe('welcome');
  });

  test('is cleared over and over while images are read, and no answer is wrong', async () => {
    const ref = await openImage();
    let isDone = false;
    const clearing = (async () => {
      while (!isDone) await server.ask('clearCache');
    })();
    try {
      for (let round = 0; round < 30; round++) {
        expect(await contentOf(ref, round % 2 === 0 ? '/etc/motd' : '/etc/issue')).toBe(
          round % 2 === 0 ? 'welcome' : 'second',
        );
        const [location] = (await server.ask('listLocations')).locations;
        if (round % 5 === 4) await server.ask('reloadLocation', { params: { id: location?.id ?? '' } });
      }
    } finally {
      isDone = true;
      await clearing;
    }
  });
});
