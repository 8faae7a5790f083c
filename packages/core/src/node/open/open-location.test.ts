import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DEFAULT_LIMITS, describeError, ImageError } from '@stratascope/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  archive,
  dockerLegacy,
  image,
  layer,
  ociLayout,
  tarMember,
  writeTar,
  xzStream,
  zstdFrameOfWindow,
} from '../../testing';
import { buildWorker } from '../../testing/build-worker';
import { readBytes } from '../blobs/file-byte-source';
import { type ArchiveUnpacker, createArchiveUnpacker, UNPACK_HERE } from '../indexing/archive-unpacker';
import { openLocation } from './open-location';

const root = mkdtempSync(join(tmpdir(), 'stratascope-open-'));
const scratchFolder = join(root, 'scratch');
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

const signal = new AbortController().signal;
/** Whoever unpacks what is compressed as a whole. */
let current: ArchiveUnpacker = UNPACK_HERE;
const unpacker: ArchiveUnpacker = { unpack: (...job) => current.unpack(...job), close: () => current.close() };
const options = { limits: DEFAULT_LIMITS, scratchFolder, signal, unpacker };
const text = (content: string) => new TextEncoder().encode(content);

function file(content: Uint8Array): string {
  const path = join(root, `file-${count++}`);
  writeFileSync(path, content);
  return path;
}

/** Code and message of what comes of opening a location. */
async function failure(location: string, limits = DEFAULT_LIMITS): Promise<readonly [string, string]> {
  const error = await openLocation(location, { ...options, limits }).catch((thrown: unknown) => thrown);
  if (!(error instanceof ImageError)) throw error;
  return [error.code, describeError(error).message.replaceAll(location, 'FILE')];
}

const one = image({ names: ['example/one:1'], layers: [layer().file('a', 400_000)] });
const legacy = archive(dockerLegacy([one]));

describe('openLocation', () => {
  test.each([
    ['a PNG picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)],
    ['a text', text('hello\nworld\n')],
    ['a text (a Dockerfile)', text('# syntax=docker/dockerfile:1\nFROM alpine\nRUN true\n')],
    ['a text (a JSON document)', text('{"schemaVersion": 2}')],
    ['a text (a web page)', text('<!DOCTYPE html><title>x</title>')],
    ['a ZIP archive', text('PK\x03\x04')],
    ['a program (ELF)', text('\x7fELF\x02')],
    ['a file of an unknown kind', Uint8Array.of(1, 2, 3, 0, 255)],
    ['a tar without members', new Uint8Array(10_240)],
    ['a tar without manifest.json, repositories or index.json', layer().file('README', 'x').tar()],
    [
      'the file system of a container (as docker export writes it), without layers',
      layer().dir('etc').file('usr/bin/env').tar(),
    ],
    ['gzip data that hold a text', gzipSync(text('hello'.repeat(1000)))],
    ['gzip data that hold a tar without members', gzipSync(new Uint8Array(10_240))],
  ])('says that a file is %s', async (kind, content) => {
    expect(await failure(file(content))).toEqual(['not-an-image', `FILE is not a container image: it is ${kind}.`]);
  });

  test('says what a folder or device is', async () => {
    const folder = join(root, 'plain');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.json'), '{}');
    expect((await failure(folder))[1]).toContain('a folder without oci-layout and index.json');
    writeFileSync(join(folder, 'manifest.json'), '[]');
    writeFileSync(join(folder, 'repositories'), '{}');
    expect((await failure(folder))[1]).toContain('the unpacked folder of a docker save archive');
    expect((await failure('/dev/null'))[1]).toContain('a device, socket or pipe');
  });

  test('says that a file is missing, empty, or a link that leads nowhere', async () => {
    expect(await failure(join(root, 'none'))).toEqual(['location-missing', 'FILE is not there.']);
    expect(await failure(file(new Uint8Array()))).toEqual(['empty-file', 'FILE is empty (0 bytes).']);
    symlinkSync('nowhere', join(root, 'dangling'));
    expect((await failure(join(root, 'dangling')))[0]).toBe('location-missing');
  });

  test('says at which byte an archive is damaged', async () => {
    const cut = legacy.subarray(0, legacy.length - 200_000);
    const [code, message] = await failure(file(cut));
    expect(code).toBe('archive-corrupt');
    expect(message).toMatch(/^The archive FILE is damaged at byte [\d,]+: its tar cannot be read on/);
  });

  test('opens an archive that has something before and after the members that matter', async () => {
    const noise = tarMember({ name: text('noise'), typeflag: '0', content: new Uint8Array(3_000_000).fill(7) });
    const manifest = writeTar([noise]);
    const joined = Buffer.concat([manifest.subarray(0, 512 + 3_000_320), legacy]);
    expect((await openLocation(file(joined), options)).images[0]?.names).toEqual(['example/one:1']);
  });

  test('opens a file by a link to it, and by the name that it is given', async () => {
    const path = join(root, 'link');
    symlinkSync(file(legacy), path);
    expect((await openLocation(path, options)).images).toHaveLength(1);
    const error = await openLocation(file(text('x')), { ...options, name: 'standard input' }).catch((thrown) => thrown);
    expect(describeError(error).message).toMatch(/^standard input is not a container image/);
  });
});

const keptTars = () => readdirSync(scratchFolder).filter((name) => name.endsWith('.tar'));
const unfinished = () => readdirSync(join(scratchFolder, 'unfinished'));

describe.each([
  ['this thread', async () => UNPACK_HERE],
  [
    'a worker',
    async () => {
      const built = join(root, 'worker');
      const workerEntry = await buildWorker(new URL('../indexing/layer-worker.ts', import.meta.url), built);
      return createArchiveUnpacker({ workerEntry, inThreadBelowBytes: 0 });
    },
  ],
])('an archive that is compressed as a whole, unpacked by %s', (_, create) => {
  beforeAll(async () => {
    current = await create();
  });
  afterAll(() => current.close());

  test('is opened whatever it is compressed with', async () => {
    const xz = xzStream(legacy);
    for (const content of [gzipSync(legacy), archive(dockerLegacy([one]), 'zstd'), xz]) {
      const store = await openLocation(file(content), options);
      expect(store.images[0]?.names).toEqual(['example/one:1']);
    }
  });

  test('is unpacked once as long as it is the same file', async () => {
    const path = file(gzipSync(legacy));
    let readBytes = 0;
    const counting = { ...options, onProgress: (progress: { readBytes: number }) => (readBytes = progress.readBytes) };
    await openLocation(path, counting);
    expect(readBytes).toBe(gzipSync(legacy).length);
    readBytes = 0;
    const unpacked = keptTars();
    await openLocation(path, counting);
    expect(readBytes).toBe(0);
    writeFileSync(path, gzipSync(archive(ociLayout([one]))));
    expect((await openLocation(path, counting)).storeId).toBe('oci-layout');
    expect(keptTars()).toHaveLength(unpacked.length + 1);
  });

  test.each([
    ['gzip', gzipSync(legacy)],
    ['zstd', archive(dockerLegacy([one]), 'zstd')],
    ['xz', xzStream(legacy)],
  ])('is refused where its %s data end early, and leaves nothing behind', async (compression, content) => {
    const before = keptTars();
    const [code, message] = await failure(file(content.subarray(0, content.length - 30)));
    expect(code).toBe('stream-corrupt');
    expect(message).toContain(`FILE: the ${compression} data are damaged or end early`);
    expect(keptTars()).toEqual(before);
    expect(unfinished()).toEqual([]);
  });

  test('is refused where zstd asks for a window over the limit, before it is allocated', async () => {
    const [code, message] = await failure(file(zstdFrameOfWindow(30)));
    expect(code).toBe('limit-zstd-window');
    expect(message).toContain('1,073,741,824');
  });

  test('is given up at once where it holds no tar', async () => {
    let last = 0;
    const onProgress = ({ readBytes }: { readonly readBytes: number }) => {
      last = readBytes;
    };
    const path = file(gzipSync(randomBytes(4_000_000)));
    await expect(openLocation(path, { ...options, onProgress })).rejects.toMatchObject({ code: 'not-an-image' });
    expect(last).toBeLessThan(readFileSync(path).length / 2);
  });

  test('stops where it is told to', async () => {
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const before = keptTars();
    const path = file(gzipSync(legacy));
    const opening = openLocation(path, { ...options, signal: stop.signal, onProgress });
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(keptTars()).toEqual(before);
    expect(unfinished()).toEqual([]);
  });

  test('is unpacked anew where what was unpacked is damaged, cut, another or none', async () => {
    const small = image({ names: ['example/small:1'], layers: [layer().file('a', 3000)] });
    const path = file(gzipSync(archive(dockerLegacy([small]))));
    const before = new Set(keptTars());
    const names = async () => {
      const store = await openLocation(path, options);
      await store.close();
      return store.images[0]?.names;
    };
    await names();
    const name = keptTars().find((each) => !before.has(each)) ?? '';
    const kept = join(scratchFolder, name);
    const other = archive(dockerLegacy([image({ names: ['example/other:1'], layers: [layer().file('b', 5)] })]));
    const damages: ((bytes: Buffer) => void)[] = [
      (bytes) => writeFileSync(kept, bytes.subarray(0, bytes.length - 1)),
      (bytes) => writeFileSync(kept, bytes.subarray(0, 512)),
      () => writeFileSync(kept, other),
      () => rmSync(kept),
      () => {
        rmSync(kept);
        mkdirSync(join(kept, 'folder'), { recursive: true });
      },
      () => rmSync(`${kept}.about`),
      () => writeFileSync(`${kept}.about`, '{}'),
      // What is known of another archive, in the place of what is known of this one.
      () => {
        const [theirs = ''] = [...before];
        copyFileSync(join(scratchFolder, theirs), kept);
        copyFileSync(join(scratchFolder, `${theirs}.about`), `${kept}.about`);
      },
    ];
    const { length } = readFileSync(kept);
    for (let at = 0; at < length; at += 512) {
      damages.push((bytes) => {
        const damaged = Buffer.from(bytes);
        damaged[at + (at % 511)] = (damaged[at + (at % 511)] ?? 0) ^ 1;
        writeFileSync(kept, damaged);
      });
    }
    for (const damage of damages) {
      const good = readFileSync(kept);
      damage(good);
      expect(await names()).toEqual(['example/small:1']);
      expect(readFileSync(kept).equals(good)).toBe(true);
    }
    expect(unfinished()).toEqual([]);
  });

  test('stays unpacked as long as it is open, however little may be kept', async () => {
    const little = { ...options, scratchFolder: join(root, 'little'), scratchBytes: 1000 };
    const open = await openLocation(file(gzipSync(legacy)), little);
    const noise = (at: number) => image({ layers: [layer().file('x', randomBytes(5000 + at))] });
    for (let at = 0; at < 3; at++) {
      await (await openLocation(file(gzipSync(archive(dockerLegacy([noise(at)])))), little)).close();
    }
    const [ref] = open.images;
    const source = ref === undefined ? null : await open.openImage(ref, options.signal);
    const { blob } = source?.layers[0] ?? {};
    expect(blob === null || blob === undefined ? 0 : (await readBytes(blob)).length).toBeGreaterThan(0);
    await open.close();
    await (await openLocation(file(gzipSync(archive(dockerLegacy([noise(3)])))), little)).close();
    expect(readdirSync(little.scratchFolder).filter((name) => name.endsWith('.tar'))).toHaveLength(1);
  });
});
