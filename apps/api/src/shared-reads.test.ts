import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource, ImageSource } from '@stratascope/core';
import { archive, image, layer, ociLayout } from '@stratascope/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveEngine } from './testing/archive-engine';
import { startTestServer, type TestServer } from './testing/test-server';
import type { Engine } from './workspace/engine';

/** Bytes that were read of each blob, by where it lies; and how often an image's layers were asked to be read. */
const readBytes = new Map<string, number>();
let loads = 0;

/** The engine over real files, with all that is read of blobs counted. */
function countingEngine(dataFolder: string): Engine {
  const inner = archiveEngine(dataFolder);
  return {
    ...inner,
    async open(path, options) {
      const { store, images } = await inner.open(path, options);
      const openImage = async (...args: Parameters<typeof images.openImage>) =>
        countedSource(await images.openImage(...args));
      return { store, images: { ...images, openImage } };
    },
    load(source, options) {
      loads++;
      return inner.load(source, options);
    },
  };
}

const countedSource = (source: ImageSource): ImageSource => ({
  ...source,
  layers: source.layers.map((each) => ({ ...each, blob: each.blob === null ? null : countedBlob(each.blob) })),
});

function countedBlob(blob: ByteSource): ByteSource {
  const { size, identity, file } = blob;
  return {
    size,
    identity,
    file,
    async *stream(range, signal) {
      for await (const piece of blob.stream(range, signal)) {
        readBytes.set(identity, (readBytes.get(identity) ?? 0) + piece.length);
        yield piece;
      }
    },
  };
}

/** How often each blob was read, in the order of its place; to tell how it is compressed takes a few bytes more. */
const timesRead = () =>
  [...readBytes].map(([identity, bytes]) => {
    const size = Number(identity.slice(identity.lastIndexOf('+') + 1));
    expect(bytes % size).toBeLessThan(100);
    return Math.floor(bytes / size);
  });

const base = layer().file('etc/base', 'b'.repeat(50_000)).file('big', 500_000);
const one = image({ names: ['example/one:1'], layers: [base, layer().file('one', 'x'.repeat(3000))] });
const two = image({ names: ['example/two:1'], layers: [base, layer().file('two', 'y'.repeat(4000))] });

let server: TestServer;
beforeEach(async () => {
  readBytes.clear();
  loads = 0;
  server = await startTestServer({ engine: countingEngine });
});
afterEach(() => server.close());

const write = (name: string) => {
  const path = join(server.folder, name);
  writeFileSync(path, archive(ociLayout([one, two], { compression: 'gzip' })));
  return path;
};
const open = async (location: string) =>
  (await server.ask('openLocation', { body: { location } })).images.map(({ ref }) => ref);
const ledger = (ref: string) => server.ask('getLedger', { params: { ref } });

describe('what many want is read once', () => {
  test('an image by ten requests at once', async () => {
    const [ref = ''] = await open(write('app.tar'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => ledger(ref)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await expect.poll(() => loads).toBe(2);
    expect(timesRead()).toEqual(readBytes.size === 3 ? [1, 1, 1] : [1, 1]);
  });

  test('a layer by two images at once, and by the second later', async () => {
    const refs = await open(write('app.tar'));
    await Promise.all(refs.map(ledger));
    // Their base once, and the layer that each has for itself.
    expect(timesRead()).toEqual([1, 1, 1]);
    const [location] = (await server.ask('listLocations')).locations;
    const again = await server.ask('reloadLocation', { params: { id: location?.id ?? '' } });
    for (const { ref } of again.images) await ledger(ref);
    expect(timesRead()).toEqual([1, 1, 1]);
  });

  test('a layer whose contents many want, though none was unpacked yet', async () => {
    const [ref = ''] = await open(write('app.tar'));
    await ledger(ref);
    await expect.poll(() => loads).toBe(2);
    await expect.poll(() => timesRead().length).toBe(3);
    readBytes.clear();
    const texts = await Promise.all(
      Array.from({ length: 8 }, async () =>
        (await server.call('getContent', { params: { ref }, query: { path: '/etc/base' } })).text(),
      ),
    );
    for (const text of texts) expect(text).toBe('b'.repeat(50_000));
    expect(timesRead()).toEqual([1]);
  });

  test('a copy of an archive is only hashed: its bytes may be others', async () => {
    const path = write('app.tar');
    for (const ref of await open(path)) await ledger(ref);
    readBytes.clear();
    const copy = join(server.folder, 'copy.tar');
    copyFileSync(path, copy);
    const { id, images } = await server.ask('openLocation', { body: { location: copy } });
    for (const { ref } of images) await server.ask('getLedger', { params: { ref }, query: { location: id } });
    expect(timesRead()).toEqual([1, 1, 1]);
  });
});
