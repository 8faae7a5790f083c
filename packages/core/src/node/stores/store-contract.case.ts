import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ByteSource, DEFAULT_LIMITS, ImageError, type ImageSource, type ImageStore } from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import { buildImage, digestOf, type ImageRecipe, image, layer } from '../../testing';
import { compressionOf, decompress } from '../blobs/decompress';
import { openLocation } from '../open/open-location';

/** A form in which a store finds images: writes them below `folder` and says where. */
export interface StoreForm {
  readonly write: (images: readonly ImageRecipe[], folder: string) => string;
  /** What a form cannot have, and why: those tests are skipped for it. */
  readonly lacks?: Readonly<Partial<Record<'config' | 'missing blobs', string>>>;
}

const base = layer().dir('etc').file('etc/motd', 'one').file('data', 300_000);
const app = layer().dir('app').file('app/run', 'two').whiteout('etc/motd');
const config = { Env: ['A=1'], Entrypoint: ['/app/run'], Labels: { purpose: 'contract' } };
const first = image({ names: ['example/app:1', 'example/app:latest'], layers: [base, app], config });
const second = image({ names: ['example/base:1'], layers: [base] });

/** What every store has to keep, whatever it reads from. */
export function describeStore(storeId: string, forms: Readonly<Record<string, StoreForm>>): void {
  const root = mkdtempSync(join(tmpdir(), 'stratascope-store-'));
  afterAll(() => rmSync(root, { recursive: true }));
  let count = 0;

  describe.each(Object.entries(forms))(`the store ${storeId}, with %s,`, (_, { write, lacks = {} }) => {
    const place = () => {
      const folder = join(root, String(count++));
      mkdirSync(folder);
      return folder;
    };
    const scratchFolder = join(root, 'scratch');
    const open = (path: string, signal = new AbortController().signal) =>
      openLocation(path, { limits: DEFAULT_LIMITS, scratchFolder, signal });

    test('lists all images with their names, in order', async () => {
      const store = await open(write([first, second], place()));
      expect(store.storeId).toBe(storeId);
      expect(store.images.map(({ kind }) => kind)).toEqual(['image', 'image']);
      expect(store.images.map(({ layerCount }) => layerCount)).toEqual([2, 1]);
      expect(store.images[0]?.names.some((name) => name.endsWith('example/app:1'))).toBe(true);
      expect(store.images[0]?.names.some((name) => name.endsWith('example/app:latest'))).toBe(true);
      expect(new Set(store.images.map(({ ref }) => ref)).size).toBe(2);
      expect(store.problems).toEqual([]);
    });

    test('gives every layer to the byte, the base first', async () => {
      const source = await openFirst(await open(write([first, second], place())));
      expect(await Promise.all(source.layers.map(diffIdOf))).toEqual([digestOf(base.tar()), digestOf(app.tar())]);
      expect(source.layers.map((each) => each.layer)).toEqual([1, 2]);
      expect(source.problems).toEqual([]);
    });

    test('gives any range of a layer as it is in the whole', async () => {
      const source = await openFirst(await open(write([first], place())));
      const blob = blobOf(source, 1);
      const whole = await bytesOf(blob);
      const range = { start: 1, end: Math.min(blob.size, 70_000) };
      expect(await bytesOf(blob, range)).toEqual(whole.subarray(range.start, range.end));
    });

    test('names the same bytes the same way each time, and other bytes otherwise', async () => {
      const path = write([first], place());
      const [once, again] = [await openFirst(await open(path)), await openFirst(await open(path))];
      expect(blobOf(once, 1).identity).toBe(blobOf(again, 1).identity);
      expect(blobOf(once, 1).identity).not.toBe(blobOf(once, 2).identity);
    });

    test('gives the config', async ({ skip }) => {
      const source = await openFirst(await open(write([first], place())));
      expect(source.config).toMatchObject({ environment: ['A=1'], entrypoint: ['/app/run'], labels: config.Labels });
      expect(source.config.platform).toEqual({ os: 'linux', architecture: 'amd64' });
      if (lacks.config !== undefined) skip(lacks.config);
      expect(source.config.steps.map((step) => step.layer)).toEqual([1, 2]);
      const built = buildImage(first, 'gzip');
      expect(source.ref.id).toBe(built.configDigest);
      expect(digestOf(source.configBytes ?? new Uint8Array())).toBe(built.configDigest);
      expect(source.layers.map(({ diffId }) => diffId)).toEqual(built.layers.map(({ diffId }) => diffId));
    });

    test('changes nothing that it reads, and writes nothing beside it', async () => {
      const folder = place();
      const path = write([first, second], folder);
      const before = stateOf(folder);
      const store = await open(path);
      for (const ref of store.images) {
        const source = await store.openImage(ref, new AbortController().signal);
        for (const each of source.layers) if (each.blob !== null) await bytesOf(each.blob);
      }
      await store.close();
      expect(stateOf(folder)).toEqual(before);
    });

    test('gives no wrong bytes where a file is changed after it was opened', async () => {
      const folder = place();
      const path = write([first], folder);
      const source = await openFirst(await open(path));
      // An archive that was unpacked whole is read from the scratch folder: what becomes of it changes nothing.
      if (blobOf(source, 1).file?.path.startsWith(scratchFolder)) return;
      for (const file of filesOf(folder)) writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]));
      const error = await bytesOf(blobOf(source, 1)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ImageError);
      expect(error).toMatchObject({ code: 'location-changed' });
    });

    test('stops at once where it is told to', async () => {
      const stop = new AbortController();
      stop.abort();
      const path = write([first], place());
      await expect(open(path, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    });

    test('says where it is not there', async () => {
      await expect(open(join(place(), 'nothing'))).rejects.toMatchObject({ code: 'location-missing' });
    });

    test('shows the layers that are there where one is missing', async ({ skip }) => {
      if (lacks['missing blobs'] !== undefined) skip(lacks['missing blobs']);
      const sparse = image({ ...first, layers: [base, { content: app, isMissing: true }] });
      const source = await openFirst(await open(write([sparse], place())));
      expect(source.layers.map(({ unavailable }) => unavailable)).toEqual([null, 'missing']);
      expect(source.problems.map(({ code, layer: number }) => [code, number])).toEqual([['missing', 2]]);
    });
  });
}

async function openFirst(store: ImageStore): Promise<ImageSource> {
  const ref = store.images[0];
  if (ref === undefined) throw new Error('no image');
  return store.openImage(ref, new AbortController().signal);
}

function blobOf(source: ImageSource, number: number): ByteSource {
  const blob = source.layers[number - 1]?.blob;
  if (blob === null || blob === undefined) throw new Error(`layer ${number} has no blob`);
  return blob;
}

async function diffIdOf({ blob }: ImageSource['layers'][number]): Promise<string> {
  if (blob === null) throw new Error('no blob');
  const hash = createHash('sha256');
  const options = { limits: DEFAULT_LIMITS, signal: new AbortController().signal };
  const take = (bytes: Uint8Array) => {
    hash.update(bytes);
    return true;
  };
  const fault = await decompress(blob, await compressionOf(blob), { ...options, take });
  if (fault !== null) throw fault;
  return `sha256:${hash.digest('hex')}`;
}

async function bytesOf(source: ByteSource, range?: { start: number; end: number }): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.stream(range)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

/** Names, contents and times of all that is below. */
function stateOf(folder: string): readonly (readonly [string, string, bigint])[] {
  return filesOf(folder).map((path) => {
    const { mtimeNs } = statSync(path, { bigint: true });
    return [path, createHash('sha256').update(readFileSync(path)).digest('hex'), mtimeNs];
  });
}
