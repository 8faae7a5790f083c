import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type EntryPath, type LayerSource, lsRows, textToByteString } from '@stratascope/core';
import { extract, type Header } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layer } from '../../testing';
import { imageSourceOf, layerOnDisk } from '../../testing/layers-on-disk';
import { createContentReader } from '../indexing/create-content-reader';
import { createLayerReader } from '../indexing/create-layer-reader';
import { loadImage } from '../indexing/load-image';
import type { ContentReader, LoadedImage } from '../indexing/loaded-image';
import { directoryTar } from './directory-tar';

const signal = new AbortController().signal;
const long = 'a-name-of-some-length/'.repeat(9);
const big = new Uint8Array(300_000).fill(7);

const base = layer()
  .dir('etc', { mode: 0o750, uid: 12, gid: 34, mtime: 100 })
  .file('etc/one', 'one', {
    mode: 0o4755,
    mtime: '-0.5',
    xattrs: { 'user.note': 'said', 'user.bytes': new Uint8Array([0, 255, 10]) },
  })
  .file('etc/gone', 'gone')
  .file(new Uint8Array([0x65, 0x74, 0x63, 0x2f, 0xff]), 'no text')
  .file(`etc/${long}deep`, big, { uid: 3_000_000_000, mtime: '9000000000.25' })
  .hardlink('etc/two', 'etc/one')
  .file('etc/x-outside', '')
  .hardlink('aaa', 'etc/x-outside')
  .sparse('etc/holes', 5000, [{ offset: 4000, content: 'some' }])
  .symlink('etc/link', `../${long}`)
  .char('etc/null', 1, 3)
  .fifo('etc/pipe')
  .file('etcetera', 'beside');
const change = layer().whiteout('etc/gone').file('etc/new/inside', 'in a folder that no layer declares');

let folder = '';
let image: LoadedImage;
let contents: ContentReader;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
  const layers = await Promise.all([
    layerOnDisk(folder, 1, base.tar(), 'gzip'),
    layerOnDisk(folder, 2, change.tar(), 'none'),
  ]);
  image = await load(layers);
  contents = createContentReader({ cacheFolder: join(folder, 'contents'), maxBytes: 100_000_000 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(layers: readonly LayerSource[]): Promise<LoadedImage> {
  const reader = createLayerReader({ cacheFolder: null, workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
  try {
    return await loadImage(imageSourceOf(layers), { reader, limits: DEFAULT_LIMITS, signal });
  } finally {
    await reader.close();
  }
}

async function tarOf(path: string, level = 2): Promise<Uint8Array> {
  const top = image.tree.find(textToByteString(path) as EntryPath);
  if (top === null) throw new Error(`${path} is not there`);
  const pieces: Uint8Array[] = [];
  for await (const piece of directoryTar(image, contents, { top, level, signal })) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

/** What a reader that is not ours finds. */
async function readElsewhere(tar: Uint8Array): Promise<readonly (Header & { readonly text: string })[]> {
  const found: (Header & { text: string })[] = [];
  const reader = extract();
  reader.end(tar);
  for await (const entry of reader) {
    const pieces: Uint8Array[] = [];
    for await (const piece of entry) pieces.push(piece as Uint8Array);
    found.push({ ...(entry.header as Header), text: Buffer.concat(pieces).toString('latin1') });
  }
  return found;
}

test('of the whole image it merges to what the image shows', async () => {
  for (const level of [1, 2]) {
    const again = await load([await layerOnDisk(folder, 10 + level, await tarOf('/', level), 'none')]);
    // All of it is of one layer now, and what no layer declared stands in the tar.
    const rows = ({ tree }: LoadedImage, at: number) =>
      [...lsRows(tree, at)].map((row) => ({ mtime: '0', ...row, layer: null, implied: null }));
    expect(rows(again, 1)).toEqual(rows(image, level));
  }
});

test('of a folder it is what another reader of tars finds there', async () => {
  const found = await readElsewhere(await tarOf('/etc'));
  const names = found.map(({ name }) => name);
  expect(names).toEqual([
    'etc/',
    ...Array.from({ length: 9 }, (_, depth) => `etc/${'a-name-of-some-length/'.repeat(depth + 1)}`),
    `etc/${long}deep`,
    'etc/holes',
    'etc/link',
    'etc/new/',
    'etc/new/inside',
    'etc/null',
    'etc/one',
    'etc/pipe',
    'etc/two',
    'etc/x-outside',
    'etc/\ufffd',
  ]);
  const member = (name: string) => found.find((each) => each.name === name);
  expect(member('etc/')).toMatchObject({ type: 'directory', mode: 0o750, uid: 12, gid: 34, mtime: new Date(100_000) });
  expect(member('etc/one')).toMatchObject({ type: 'file', mode: 0o4755, text: 'one' });
  expect(member('etc/one')?.pax).toMatchObject({ mtime: '-0.5', 'SCHILY.xattr.user.note': 'said' });
  expect(member('etc/two')).toMatchObject({ type: 'link', linkname: 'etc/one', size: 0 });
  expect(member('etc/link')).toMatchObject({ type: 'symlink', linkname: `../${long}` });
  expect(member('etc/null')).toMatchObject({ type: 'character-device', devmajor: 1, devminor: 3 });
  expect(member('etc/pipe')).toMatchObject({ type: 'fifo' });
  expect(member('etc/holes')?.text).toBe(`${'\0'.repeat(4000)}some${'\0'.repeat(996)}`);
  const deep = member(`etc/${long}deep`);
  expect(deep?.pax).toMatchObject({ uid: '3000000000', mtime: '9000000000.25' });
  expect(deep?.text === String.fromCharCode(7).repeat(big.length)).toBe(true);
});

test('a name whose first one lies outside of the folder is a file of its own', async () => {
  const found = await readElsewhere(await tarOf('/etc'));
  expect(found.find(({ name }) => name === 'etc/x-outside')).toMatchObject({ type: 'file', size: 0 });
});

test('of a file it is that file', async () => {
  expect(await readElsewhere(await tarOf('/etcetera'))).toMatchObject([{ name: 'etcetera', text: 'beside' }]);
});

test('of a path that is not there at the level it is empty', async () => {
  expect(await readElsewhere(await tarOf('/etc/gone', 2))).toEqual([]);
  expect(await readElsewhere(await tarOf('/etc/gone', 1))).toMatchObject([{ name: 'gone', text: 'gone' }]);
});
