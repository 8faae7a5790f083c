import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { byteStringToText, DEFAULT_LIMITS, type LayerSource, type Limits } from '@stratascope/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layer } from '../../testing';
import { countReads, layerOnDisk } from '../../testing/layers-on-disk';
import { createLayerReader } from './create-layer-reader';
import type { ReadLayer } from './layer-reader';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cache = () => join(folder, 'cache');
const tar = layer().dir('d').file('d/one', 'one', { mtime: '5.5' }).file('d/two', 2000).whiteout('gone').tar();
const other = layer().file('other', 'x').tar();

/** Reads a layer in what is as good as a new process: nothing of it is in memory. */
async function read(source: LayerSource, limits: Limits = DEFAULT_LIMITS): Promise<ReadLayer> {
  const reader = createLayerReader({ cacheFolder: cache(), workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
  const result = await reader.read(source, { limits, signal: new AbortController().signal });
  await reader.close();
  return result;
}

const paths = ({ index }: ReadLayer) =>
  index === null ? null : Array.from(index.path, (path) => byteStringToText(index.fullPath(path)));
const bytesOf = ({ index }: ReadLayer) => Buffer.from(index?.buffer ?? new ArrayBuffer(0));
/** All that is said of it, to the byte. */
const told = (result: ReadLayer) => ({ ...result, index: bytesOf(result).toString('base64') });

/** The files of the cache, without what is of processes. */
function cacheFiles(): readonly string[] {
  return readdirSync(cache(), { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^(?:unfinished|held)(?:$|[\\/])/.test(name))
    .map((name) => join(cache(), name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

/** Kinds of files of the cache. */
const KINDS = ['blobs', 'layers', 'indexes'] as const;
const fileOf = (kind: (typeof KINDS)[number], files = cacheFiles()) => {
  const found = files.find((path) => path.includes(`${sep}${kind}${sep}`));
  if (found === undefined) throw new Error(`nothing of ${kind} is kept`);
  return found;
};

describe('a cache file that is not what was written is made again', () => {
  /** Does harm to each file in turn; each time the answer is the same, and the file is whole again. */
  async function survives(harms: (bytes: Buffer, path: string) => readonly (() => void)[]): Promise<number> {
    const source = await layerOnDisk(folder, 1, tar, 'gzip');
    const expected = told(await read(source));
    let count = 0;
    for (const path of cacheFiles()) {
      const good = readFileSync(path);
      for (const harm of harms(good, path)) {
        harm();
        expect(told(await read(source)), path).toEqual(expected);
        expect(readFileSync(path).equals(good), path).toBe(true);
        count++;
      }
    }
    expect(cacheFiles()).toHaveLength(KINDS.length);
    return count;
  }

  test('a bit of each of its blocks turned, and its first and last bytes', async () => {
    const BLOCK = 64;
    const count = await survives((good, path) => {
      const places = [0, 1, good.length - 1];
      for (let at = BLOCK / 2; at < good.length; at += BLOCK) places.push(at);
      return places.map((at) => () => {
        const damaged = Buffer.from(good);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
        writeFileSync(path, damaged);
      });
    });
    expect(count).toBeGreaterThan(3 * KINDS.length);
  });

  test('cut at each of its blocks, and longer than it was', async () => {
    const BLOCK = 64;
    await survives((good, path) => {
      const harms = [() => writeFileSync(path, Buffer.concat([good, Buffer.of(0)]))];
      for (let length = 0; length < good.length; length += BLOCK) {
        harms.push(() => writeFileSync(path, good.subarray(0, length)));
      }
      return harms;
    });
  });

  test('something else in its place: text, a folder, a link to nothing, to itself, or to another file', async () => {
    await survives((good, path) => [
      () => writeFileSync(path, 'something else'),
      () => writeFileSync(path, Buffer.alloc(good.length)),
      () => {
        rmSync(path);
        mkdirSync(join(path, 'in', 'it'), { recursive: true });
        writeFileSync(join(path, 'in', 'it', 'file'), 'x');
      },
      ...['/nowhere/at/all', path, import.meta.filename].map((target) => () => {
        rmSync(path);
        symlinkSync(target, path);
      }),
    ]);
    expect(readFileSync(import.meta.filename, 'utf8')).toContain('is made again');
  });

  test.skipIf(process.platform === 'win32')('a pipe in its place, which does not hold the process up', async () => {
    await survives((_, path) => [
      () => {
        rmSync(path);
        execFileSync('mkfifo', [path]);
      },
    ]);
  });

  // The administrator may read everything.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('one that may not be read', async () => {
    await survives((_, path) => [() => execFileSync('chmod', ['000', path])]);
  });

  test('the file of another layer under its name', async () => {
    const mine = await layerOnDisk(folder, 1, tar, 'gzip');
    const theirs = await layerOnDisk(folder, 2, other, 'gzip');
    const expected = [told(await read(mine)), told(await read(theirs))];
    const ofMine = new Map(cacheFiles().map((path) => [path, readFileSync(path)]));
    for (const path of ofMine.keys()) {
      for (const another of ofMine.keys()) {
        if (another === path) continue;
        copyFileSync(another, path);
        expect([told(await read(mine)), told(await read(theirs))]).toEqual(expected);
        for (const [each, bytes] of ofMine) expect(readFileSync(each).equals(bytes)).toBe(true);
      }
    }
    expect(ofMine.size).toBe(2 * KINDS.length);
  });

  test('a record of an older form, though its check sum is right', async () => {
    const source = await layerOnDisk(folder, 1, tar, 'gzip');
    await read(source);
    const record = fileOf('layers');
    const name = record
      .slice(cache().length + 1)
      .split(sep)
      .join('/');
    const facts = JSON.parse(readFileSync(record, 'utf8').split('\n')[1] ?? '');
    const json = JSON.stringify({ ...facts, facts: { ...facts.facts, storedBytes: 1 } });
    for (const form of ['', 'record 0\n', 'record\n']) {
      writeFileSync(record, `${createHash('sha256').update(`${form}${name}\n${json}`).digest('hex')}\n${json}`);
      expect((await read(source)).storedBytes).toBe(source.blob?.size);
    }
  });

  test('what is kept under another version is passed over', async () => {
    const source = await layerOnDisk(folder, 1, tar, 'gzip');
    await read(source);
    const current = dirname(dirname(fileOf('blobs')));
    const older = join(cache(), 'v0');
    rmSync(older, { recursive: true, force: true });
    for (const path of cacheFiles()) {
      const copy = join(older, path.slice(current.length));
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(path, copy);
    }
    rmSync(current, { recursive: true });
    const { source: counted, bytes } = countReads(source);
    await read(counted);
    expect(bytes()).toBeGreaterThanOrEqual(source.blob?.size ?? Number.NaN);
  });
});

describe('an image that says it is another', () => {
  const claims = async (): Promise<readonly [honest: LayerSource, liar: LayerSource]> => {
    const honest = await layerOnDisk(folder, 1, tar, 'gzip');
    const liar = await layerOnDisk(folder, 2, other, 'gzip');
    return [honest, { ...liar, digest: honest.digest, diffId: honest.diffId, declaredSize: honest.declaredSize }];
  };
  const check = (results: { readonly honest: ReadLayer; readonly liar: ReadLayer }) => {
    expect(paths(results.honest)).toEqual(['/d', '/d/one', '/d/two', '/gone']);
    expect(results.honest).toMatchObject({ isVerified: true, problems: [] });
    expect(paths(results.liar)).toEqual(['/other']);
    expect(results.liar.isVerified).toBe(false);
    expect(results.liar.problems.map(({ code, details }) => `${code} ${details?.what}`)).toEqual([
      'digest-mismatch blob',
      'digest-mismatch diff-id',
      'size-mismatch blob',
    ]);
  };

  test('gets its own contents and its problems, where the honest one came first', async () => {
    const [first, second] = await claims();
    for (let round = 0; round < 2; round++) check({ honest: await read(first), liar: await read(second) });
  });

  test('and where it came first itself: the honest one gets its own too, and no problem', async () => {
    const [first, second] = await claims();
    for (let round = 0; round < 2; round++) {
      const liar = await read(second);
      check({ honest: await read(first), liar });
    }
  });

  test('and where both come at once', async () => {
    const [first, second] = await claims();
    const reader = createLayerReader({ cacheFolder: cache(), workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
    const options = { limits: DEFAULT_LIMITS, signal: new AbortController().signal };
    const [honest, liar] = await Promise.all([reader.read(first, options), reader.read(second, options)]);
    check({ honest, liar });
    await reader.close();
  });

  test('a plain layer that says its tar is another gets its own', async () => {
    const honest = await layerOnDisk(folder, 1, tar, 'none');
    const liar = { ...(await layerOnDisk(folder, 2, other, 'none')), digest: null, diffId: honest.diffId };
    await read(honest);
    expect(paths(await read(liar))).toEqual(['/other']);
    expect(paths(await read(honest))).toEqual(['/d', '/d/one', '/d/two', '/gone']);
  });

  test('one whose blob is not there gets nothing of the one that has it', async () => {
    const honest = await layerOnDisk(folder, 1, tar, 'gzip');
    await read(honest);
    const missing = await read({ ...honest, blob: null, unavailable: 'missing' });
    expect(missing).toMatchObject({ state: 'missing', index: null, isVerified: false });
  });
});

describe('the bound of the cache', () => {
  const BOUND = 3_000_000;
  const FILES = 4000;

  test('of 3 MB: the least used goes, what is used stays, and all answers are right', async () => {
    const sources: LayerSource[] = [];
    for (let at = 1; at <= 12; at++) {
      const recipe = layer();
      for (let file = 0; file < FILES; file++) recipe.file(`folder-${at}/file-${file}`, '');
      sources.push(await layerOnDisk(folder, at, recipe.tar(), 'none'));
    }
    const [first] = sources;
    if (first === undefined) throw new Error('twelve were made');
    const reader = createLayerReader({
      cacheFolder: cache(),
      cacheBytes: BOUND,
      workers: 0,
      workerEntry: null,
      inThreadBelowBytes: 0,
    });
    const readsOf = async (source: LayerSource) => {
      const { source: counted, bytes } = countReads(source);
      const result = await reader.read(counted, { limits: DEFAULT_LIMITS, signal: new AbortController().signal });
      expect(paths(result)).toHaveLength(FILES);
      expect(paths(result)?.[0]).toBe(`/folder-${source.layer}/file-0`);
      return bytes();
    };
    let written = 0;
    for (const source of sources) {
      expect(await readsOf(source)).toBeGreaterThanOrEqual(source.blob?.size ?? Number.NaN);
      // The first is asked for again and again.
      expect(await readsOf(first)).toBe(0);
      const sizes = cacheFiles().map((path) => statSync(path).size);
      written = Math.max(written, sizes.length);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BOUND);
    }
    // Not all had room, or the bound was none.
    expect(written).toBeLessThan(sources.length * KINDS.length);
    const [, second] = sources;
    if (second !== undefined) expect(await readsOf(second)).toBeGreaterThan(0);
    const last = sources.at(-1);
    if (last !== undefined) expect(await readsOf(last)).toBe(0);
    await reader.close();
  });
});
