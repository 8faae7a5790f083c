import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError, type ImageError } from '@stratascope/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createUploads } from './uploads';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'uploads-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const never = new AbortController().signal;
const pieces = async function* (...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
};
const folder = () => join(dataFolder, 'uploads');
/** Names of what was kept; nothing may be left unfinished. */
const kept = async () => {
  expect(await readdir(join(folder(), 'unfinished'))).toEqual([]);
  return (await readdir(folder())).filter((name) => name !== 'unfinished' && name !== 'held');
};

describe('uploads', () => {
  test('are kept under the digest of their bytes, whatever name they came with', async () => {
    const uploads = createUploads(join(dataFolder, 'uploads'), 100);
    const { path, release } = await uploads.keep(pieces('ab', 'cd'), { name: '../../etc/passwd', signal: never });
    expect(path).toBe(join(dataFolder, 'uploads', createHash('sha256').update('abcd').digest('hex')));
    expect(await readFile(path, 'utf8')).toBe('abcd');
    expect(uploads.isUpload(path)).toBe(true);
    expect(uploads.isUpload(join(dataFolder, 'recent.json'))).toBe(false);
    await release();
    await uploads.remove(path);
    expect(await kept()).toEqual([]);
  });

  test('the same bytes sent again leave the file that may be open as it is', async () => {
    const uploads = createUploads(join(dataFolder, 'uploads'), 100);
    const { path } = await uploads.keep(pieces('abcd'), { name: 'one', signal: never });
    const before = await stat(path);
    expect(await uploads.keep(pieces('abcd'), { name: 'two', signal: never })).toMatchObject({ path });
    expect((await stat(path)).ino).toBe(before.ino);
    expect(await kept()).toHaveLength(1);
  });

  test('one byte more than the limit is refused, and nothing of it stays', async () => {
    const uploads = createUploads(join(dataFolder, 'uploads'), 4);
    await uploads.keep(pieces('abcd'), { name: 'x', signal: never });
    await expect(uploads.keep(pieces('abc', 'de'), { name: 'x', signal: never })).rejects.toMatchObject({
      code: 'upload-too-large',
      details: { limit: 4, location: 'x' },
    });
    expect(await kept()).toHaveLength(1);
  });

  test('all of them together are bounded, and what is told then names the flag that raises the bound', async () => {
    const uploads = createUploads(join(dataFolder, 'uploads'), 100, 6);
    await uploads.keep(pieces('abcd'), { name: 'x', signal: never });
    const keeping = uploads.keep(pieces('efg'), { name: 'app.tar', signal: never });
    const error = await keeping.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'limit-data-size', details: { limit: 6, location: 'app.tar' } });
    const { message, hint } = describeError(error as ImageError);
    expect(message).toMatch(/^app\.tar is not kept: .*6 bytes/);
    expect(hint).toContain('--limit-data-size');
    expect(await kept()).toHaveLength(1);
    await createUploads(join(dataFolder, 'uploads'), 100, 7).keep(pieces('efg'), { name: 'x', signal: never });
    expect(await kept()).toHaveLength(2);
  });

  test('nothing sent is an empty file', async () => {
    const uploads = createUploads(join(dataFolder, 'uploads'), 4);
    const keeping = uploads.keep(pieces(), { name: 'x.tar', signal: never });
    await expect(keeping).rejects.toMatchObject({ code: 'empty-file', details: { location: 'x.tar' } });
    expect(await kept()).toEqual([]);
  });

  test('one that breaks off leaves nothing', async () => {
    const uploads = createUploads(join(dataFolder, 'uploads'), 100);
    const controller = new AbortController();
    const endless = async function* () {
      for (;;) {
        yield new Uint8Array(1);
        controller.abort();
      }
    };
    const keeping = uploads.keep(endless(), { name: 'x', signal: controller.signal });
    await expect(keeping).rejects.toMatchObject({ code: 'cancelled' });
    expect(await kept()).toEqual([]);
  });

  test('one that was damaged meanwhile gives way to the same sent again', async () => {
    const uploads = createUploads(folder(), 100);
    const { path } = await uploads.keep(pieces('abcd'), { name: 'one', signal: never });
    for (const damaged of ['abcx', 'abc', '']) {
      await writeFile(path, damaged);
      await uploads.keep(pieces('abcd'), { name: 'two', signal: never });
      expect(await readFile(path, 'utf8')).toBe('abcd');
    }
  });

  test('what one process has open another does not delete', async () => {
    const [one, other] = [createUploads(folder(), 100), createUploads(folder(), 100)];
    const { path, release } = await one.keep(pieces('abcd'), { name: 'x', signal: never });
    await other.remove(path);
    await other.sweep(async () => () => false);
    expect(await kept()).toHaveLength(1);
    await release();
    await other.remove(path);
    expect(await kept()).toEqual([]);
  });

  test('what nobody holds or remembers is swept away', async () => {
    const uploads = createUploads(folder(), 100);
    const [first, second] = [
      await uploads.keep(pieces('abcd'), { name: 'x', signal: never }),
      await uploads.keep(pieces('efgh'), { name: 'y', signal: never }),
    ];
    await first.release();
    await second.release();
    await writeFile(join(folder(), 'not-ours'), 'x');
    await uploads.sweep(async () => (path) => path === second.path);
    expect((await kept()).sort()).toEqual([second.path.slice(folder().length + 1), 'not-ours'].sort());
  });
});
