import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  archive,
  crane,
  digestOf,
  docker25,
  dockerLegacy,
  image,
  layer,
  ociLayout,
  podman,
  writeFolder,
} from '@stratascope/core/testing';
import type { RouteAnswer } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveEngine } from './testing/archive-engine';
import { startTestServer, type TestServer } from './testing/test-server';

const base = layer().file('etc/passwd', 'root:x:0:0::/:\n').file('etc/motd', 'welcome').file('big', 100_000);
const change = layer().file('etc/motd', 'farewell').whiteout('big');
const app = image({ names: ['example/app:1'], layers: [base, change, base] });
const other = image({ names: ['example/other:1'], layers: [base, layer().file('own', 'x')] });
const arm = image({ layers: [base], platform: { os: 'linux', architecture: 'arm64' } });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ engine: archiveEngine });
});
afterAll(() => server.close());

const write = async (name: string, bytes: Uint8Array) => {
  const path = join(server.folder, name);
  await writeFile(path, bytes);
  return path;
};
const open = (location: string) => server.ask('openLocation', { body: { location } });

describe('the same image in every form', () => {
  const forms = {
    'docker-legacy.tar': () => archive(dockerLegacy([app, other])),
    'docker25.tar': () => archive(docker25([app, other])),
    'oci-gzip.tar': () => archive(ociLayout([app, other], { compression: 'gzip' })),
    'oci-zstd.tar': () => archive(ociLayout([app, other], { compression: 'zstd' })),
    'whole.tar.gz': () => archive(docker25([app, other]), 'gzip'),
  };
  const seen = new Map<string, unknown>();

  test.each(Object.entries(forms))('%s gives the same tree, life and contents', async (name, make) => {
    const location = await open(await write(name, make()));
    expect(location.images.map(({ names }) => names[0])).toEqual(['example/app:1', 'example/other:1']);
    const params = { ref: location.images[0]?.ref ?? '' };
    const query = { location: location.id };
    const { platforms } = await server.ask('getImage', { params, query });
    expect(platforms.map(({ ref }) => ref)).toEqual([params.ref]);
    const { ref: _, ...tree } = await server.ask('listTree', { params, query: { ...query, path: '/etc' } });
    const { ref: __, ...life } = await server.ask('getPath', { params, query: { ...query, path: '/big' } });
    const { layers, total } = await server.ask('getLedger', { params, query });
    const ledger = { layers: layers.map(({ content, live, dead }) => ({ content, live, dead })), live: total.live };
    const texts = [];
    for (const layerNumber of [1, 2, 3]) {
      const response = await server.call('getContent', {
        params,
        query: { ...query, path: '/etc/motd', layer: layerNumber },
      });
      texts.push(await response.text());
    }
    expect(texts).toEqual(['welcome', 'farewell', 'welcome']);
    const answer = { tree, life, ledger };
    seen.set('first', seen.get('first') ?? answer);
    expect(answer).toEqual(seen.get('first'));
  });

  test('a folder too, by its path', async () => {
    const folder = join(server.folder, 'layout');
    writeFolder(folder, ociLayout([app]));
    const { store, images } = await open(folder);
    expect(store?.id).toBe('oci-layout');
    const image = await server.ask('getImage', { params: { ref: images[0]?.ref ?? '' }, query: {} });
    expect(image.layers).toHaveLength(3);
    const { manifest } = await server.ask('getDocuments', { params: { ref: image.ref } });
    expect(JSON.parse(manifest ?? '').layers).toHaveLength(3);
  });

  test('the index that lists an image is there as it is stored, beside manifest and config', async () => {
    const platforms = ['amd64', 'arm64'].map((architecture) =>
      image({
        names: ['example/both:1'],
        layers: [layer().file('arch', architecture)],
        platform: { os: 'linux', architecture },
      }),
    );
    const nested = { kind: 'index', names: ['example/both:1'], manifests: platforms } as const;
    const { images } = await open(await write('index.tar', archive(ociLayout([nested]))));
    for (const { ref } of images) {
      const { index, manifest } = await server.ask('getDocuments', { params: { ref } });
      expect(JSON.parse(index ?? '').manifests.map(({ digest }: { digest: string }) => digest)).toEqual(
        images.map((each) => each.ref),
      );
      expect(digestOf(new TextEncoder().encode(manifest ?? ''))).toBe(ref);
    }
    const [alone] = (await open(await write('alone.tar', archive(ociLayout([app]))))).images;
    expect((await server.ask('getDocuments', { params: { ref: alone?.ref ?? '' } })).index).toBeNull();
  });

  test('a layer is given byte by byte as it is stored', async () => {
    const location = await open(await write('taken.tar', archive(ociLayout([app], { compression: 'gzip' }))));
    const params = { ref: location.images[0]?.ref ?? '' };
    const query = { location: location.id };
    const { layers } = await server.ask('getLedger', { params, query });
    for (const { layer: number } of layers) {
      const { digest, stored } = await server.ask('getLayer', { params: { ...params, layer: number }, query });
      const response = await server.call('getLayerBlob', { params: { ...params, layer: number }, query });
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect([bytes.length, digestOf(bytes)]).toEqual([stored, digest]);
      expect(response.headers.get('content-disposition')).toContain(`-layer-${number}.tar.gz"`);
    }
    expect(await server.fail('getLayerBlob', { params: { ...params, layer: 4 }, query })).toEqual([
      404,
      'layer-unknown',
    ]);
  });

  test('a blob that stands twice is stored once', async () => {
    const location = await open(await write('twice.tar', archive(ociLayout([app], { compression: 'gzip' }))));
    const params = { ref: location.images[0]?.ref ?? '' };
    const { layers, total } = await server.ask('getLedger', { params, query: { location: location.id } });
    const stored = layers.map((each) => each.stored ?? 0);
    expect(total.stored).toBe(stored.reduce((sum, each) => sum + each, 0));
    expect(total.storedOnce).toBe((stored[0] ?? 0) + (stored[1] ?? 0));
  });
});

test('how a legacy archive stores its layers is never kept for ever: its digest does not pin that', async () => {
  const keeping = async (make: Uint8Array, name: string) => {
    const location = await open(await write(name, make));
    const params = { ref: location.images[0]?.ref ?? '' };
    const { stored } = (await server.ask('getLedger', { params, query: { location: location.id } })).total;
    const { version } = await server.ask('getImage', { params, query: { location: location.id } });
    const query = { location: location.id, v: version ?? '' };
    const isKept = async (name: 'getLedger' | 'listTree') =>
      (await server.call(name, { params, query })).headers.get('cache-control')?.includes('immutable');
    return { ref: params.ref, stored, ledger: await isKept('getLedger'), tree: await isKept('listTree') };
  };
  const plain = await keeping(archive(podman([app])), 'podman.tar');
  const gzip = await keeping(archive(crane([app])), 'crane.tar');
  const layout = await keeping(archive(ociLayout([app])), 'layout.tar');
  expect(gzip.ref).toBe(plain.ref);
  expect(gzip.stored).not.toBe(plain.stored);
  for (const legacy of [plain, gzip]) expect(legacy).toMatchObject({ ledger: false, tree: true });
  expect(layout).toMatchObject({ ledger: true, tree: true });
});

describe('what is wrong with an image is told', () => {
  test('a missing layer leaves the others, and nothing about it is kept for ever', async () => {
    const broken = image({ names: ['broken:1'], layers: [base, { content: change, isMissing: true }] });
    const location = await open(await write('broken.tar', archive(ociLayout([broken], { compression: 'gzip' }))));
    const params = { ref: location.images[0]?.ref ?? '' };
    const tree = await server.call('listTree', { params });
    expect(tree.headers.get('cache-control')).toBe('no-cache');
    const answer = await server.ask('getImage', { params });
    expect(answer).toMatchObject({ version: null, sizes: { stored: null } });
    expect(answer.layers[1]).toMatchObject({ state: 'missing', stored: null, tar: null, content: 0 });
    expect(answer.problems).toMatchObject([{ code: 'missing', kind: 'problem', layer: 2 }]);
    const life = await server.ask('getPath', { params, query: { path: '/etc/motd' } });
    expect(life.unknownLayers).toEqual([2]);
    // Still tagged, so that asking again is cheap.
    const again = await server.call('listTree', {
      params,
      headers: { 'If-None-Match': tree.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test.each([
    ['text.txt', new TextEncoder().encode('hello, this is no image'), [422, 'not-an-image']],
    ['empty.tar', new Uint8Array(0), [422, 'empty-file']],
  ] as const)('%s', async (name, bytes, outcome) => {
    const path = await write(name, bytes);
    expect(await server.fail('openLocation', { body: { location: path } })).toEqual(outcome);
    const { locations, recent } = await server.ask('listLocations');
    expect(locations.some(({ location }) => location === path)).toBe(false);
    expect(recent.some(({ location }) => location === path)).toBe(false);
  });

  test('what is not there', async () => {
    expect(await server.fail('openLocation', { body: { location: 'nowhere.tar' } })).toEqual([404, 'location-missing']);
  });

  test('an upload that is no image is told by its name, and nothing of it stays', async () => {
    const response = await server.fetch('/api/v1/uploads?name=notes.txt', {
      method: 'POST',
      body: 'hello, this is no image',
    });
    expect(response.status).toBe(422);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('not-an-image');
    expect(error.message).toContain('notes.txt');
    expect(error.message).not.toContain(server.folder);
    const uploads = await readdir(join(server.folder, 'data', 'uploads'), { recursive: true, withFileTypes: true });
    expect(uploads.filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('a file that changes beneath', () => {
  test('is told of instead of wrong bytes, until it is read again', async () => {
    const path = await write('changing.tar', archive(docker25([arm])));
    const location = await open(path);
    const params = { ref: location.images[0]?.ref ?? '' };
    const query = { location: location.id, path: '/etc/motd' };
    expect(await (await server.call('getContent', { params, query })).text()).toBe('welcome');
    await appendFile(path, new Uint8Array(1024));
    expect(await server.fail('getContent', { params, query })).toEqual([409, 'location-changed']);
    expect((await server.ask('reloadLocation', { params: { id: location.id } })).state).toBe('open');
    expect(await (await server.call('getContent', { params, query })).text()).toBe('welcome');
  });

  test('and is gone, is so told', async () => {
    const path = await write('gone.tar', archive(docker25([arm])));
    const { id } = await open(path);
    await writeFile(path, 'something else');
    expect(await server.fail('reloadLocation', { params: { id } })).toEqual([422, 'not-an-image']);
    const { locations } = await server.ask('listLocations');
    expect(locations.find((each) => each.id === id)).toMatchObject({ state: 'error', error: { code: 'not-an-image' } });
  });
});

test('an upload is indexed and asked like any other', async () => {
  const response = await server.fetch('/api/v1/uploads?name=app.tar', {
    method: 'POST',
    body: new Blob([Buffer.from(archive(docker25([arm])))]),
  });
  const location = (await response.json()) as RouteAnswer<'openLocation'>;
  expect(location).toMatchObject({
    title: 'app.tar',
    isUpload: true,
    images: [{ platform: { architecture: 'arm64' } }],
  });
  const { rows } = await server.ask('listTree', {
    params: { ref: location.images[0]?.ref ?? '' },
    query: { location: location.id, path: '/etc' },
  });
  expect(rows.map(({ name, owner }) => [name, owner])).toEqual([
    ['motd', 'root'],
    ['passwd', 'root'],
  ]);
});
