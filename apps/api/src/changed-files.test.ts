import {
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archive, docker25, dockerLegacy, image, layer, ociLayout } from '@stratascope/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveEngine } from './testing/archive-engine';
import { startTestServer, type TestServer } from './testing/test-server';

/** Two images that differ in nothing but these letters, so that the file of one is as long as that of the other. */
const imageOf = (letter: string) =>
  image({
    names: ['example/app:1'],
    layers: [layer().file('etc/motd', letter.repeat(5000)).file('big', letter.repeat(700_000))],
  });

const FORMS = {
  'docker-legacy.tar': (letter: string) => archive(dockerLegacy([imageOf(letter)])),
  'oci-plain.tar': (letter: string) => archive(ociLayout([imageOf(letter)], { compression: 'none' })),
  'oci-gzip.tar': (letter: string) => archive(ociLayout([imageOf(letter)], { compression: 'gzip' })),
  'oci-zstd.tar': (letter: string) => archive(docker25([imageOf(letter)], { compression: 'zstd' })),
  'whole.tar.gz': (letter: string) => archive(dockerLegacy([imageOf(letter)]), 'gzip'),
};

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ engine: archiveEngine });
});
afterEach(() => server.close());

/** What happens to the file of image `a`. */
const CHANGES: Record<string, (path: string, b: Uint8Array) => void | Promise<void>> = {
  'replaced by a rename': (path, b) => {
    writeFileSync(`${path}.new`, b);
    renameSync(`${path}.new`, path);
  },
  'rewritten in place, as long as before and of the same time': async (path, b) => {
    const { atime, mtime, size } = statSync(path);
    const file = await openFile(path, 'r+');
    await file.write(Buffer.concat([b, Buffer.alloc(size)]).subarray(0, size), 0, size, 0);
    await file.close();
    utimesSync(path, atime, mtime);
  },
  'cut short': (path) => truncateSync(path, 1024),
  removed: (path) => rmSync(path),
};

describe.each(Object.entries(FORMS))('%s that is open and is', (name, make) => {
  test.each(Object.entries(CHANGES))('%s, is told of, and no wrong byte is sent', async (_, change) => {
    const path = join(server.folder, name);
    writeFileSync(path, make('a'));
    const location = await server.ask('openLocation', { body: { location: path } });
    const params = { ref: location.images[0]?.ref ?? '' };
    const ask = (file: string, range?: string) =>
      server.call('getContent', {
        params,
        query: { path: file },
        ...(range === undefined ? {} : { headers: { range } }),
      });
    // Of some files the contents were asked for before; of others not.
    expect(await (await ask('/etc/motd')).text()).toBe('a'.repeat(5000));

    await change(path, make('b'));
    for (const [file, range] of [['/etc/motd'], ['/big'], ['/big', 'bytes=699000-']] as const) {
      const response = await ask(file, range);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      expect([response.status, error.code]).toEqual([409, 'location-changed']);
      expect(error.message).toContain(path);
    }
    // What was read before stands: it is of the image that the digest names.
    const tree = await server.ask('listTree', { params, query: { path: '/etc' } });
    expect(tree.rows.map((row) => row.name)).toEqual(['motd']);

    if (!existsSync(path) || readFileSync(path).length === 1024) {
      const [status] = await server.fail('reloadLocation', { params: { id: location.id } });
      expect(status).toBe(existsSync(path) ? 422 : 404);
      return;
    }
    const again = await server.ask('reloadLocation', { params: { id: location.id } });
    const ref = again.images[0]?.ref ?? '';
    expect(ref).not.toBe(params.ref);
    const content = await server.call('getContent', { params: { ref }, query: { path: '/etc/motd' } });
    expect(await content.text()).toBe('b'.repeat(5000));
  });
});

test.each(Object.entries(CHANGES))('a file that is %s while it is read for the first time', async (_, change) => {
  const path = join(server.folder, 'app.tar');
  const big = (letter: string) =>
    archive(
      dockerLegacy([image({ layers: [layer().file('noise', letter.repeat(60_000_000)), layer().file('b', letter)] })]),
    );
  writeFileSync(path, big('a'));
  const { id, images } = await server.ask('openLocation', { body: { location: path } });
  const params = { ref: images[0]?.ref ?? '' };
  await change(path, big('b'));
  expect(await server.fail('getLedger', { params })).toEqual([409, 'location-changed']);
  const [location] = (await server.ask('listLocations')).locations;
  expect(location?.images[0]?.index).toBe('failed');
  // To start it again cannot help: the location has to be read again.
  expect(await server.fail('getLedger', { params })).toEqual([409, 'location-changed']);
  if (!existsSync(path) || statSync(path).size === 1024) return;
  const again = await server.ask('reloadLocation', { params: { id } });
  const ref = again.images[0]?.ref ?? '';
  expect((await server.ask('getLedger', { params: { ref } })).total.content).toBe(60_000_001);
});
