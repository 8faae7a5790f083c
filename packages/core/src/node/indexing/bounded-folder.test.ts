import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BoundedFolder } from './bounded-folder';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fill = (bytes: number) => (path: string) => writeFile(path, new Uint8Array(bytes));

/** As if it had been used so many seconds ago. */
async function age(name: string, seconds: number): Promise<void> {
  const then = new Date(Date.now() - seconds * 1000);
  await utimes(join(folder, name), then, then);
}

const names = async () => (await readdir(folder)).sort();

describe('BoundedFolder', () => {
  test('takes the least recently used away, never what was just written', async () => {
    const files = new BoundedFolder(folder, 1000);
    for (const [at, name] of ['a', 'b', 'c'].entries()) {
      await files.write(name, fill(300));
      await age(name, 100 - at);
    }
    await files.touch('a');
    await files.write('d', fill(300));
    expect(await names()).toEqual(['a', 'c', 'd']);
    await files.write('huge', fill(5000));
    expect(await names()).toEqual(['huge']);
  });

  test('a use that is only noted counts as well, and leaves the file as it is', async () => {
    const files = new BoundedFolder(folder, 1000);
    for (const name of ['a', 'b', 'c']) await files.write(name, fill(300));
    await Promise.all([age('a', 100), age('b', 90), age('c', 80)]);
    const before = (await stat(join(folder, 'a'))).mtimeMs;
    files.noteUse('a');
    await files.write('d', fill(300));
    expect(await names()).toEqual(['a', 'c', 'd']);
    expect((await stat(join(folder, 'a'))).mtimeMs).toBe(before);
  });

  test('counts what was there before', async () => {
    await writeFile(join(folder, 'old'), new Uint8Array(900));
    await age('old', 100);
    await new BoundedFolder(folder, 1000).write('new', fill(300));
    expect(await names()).toEqual(['new']);
  });

  test('leaves nothing of a file that could not be written whole', async () => {
    const files = new BoundedFolder(folder, 1000);
    const failing = files.write('a', async (path) => {
      await writeFile(path, 'half');
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(await names()).toEqual([]);
  });

  test('sweeps away what a process that died was writing, and not what one writes now', async () => {
    await writeFile(join(folder, 'x.1.tmp'), 'abandoned');
    await writeFile(join(folder, 'y.2.tmp'), 'being written');
    await age('x.1.tmp', 2 * 60 * 60);
    await new BoundedFolder(folder, 1000).write('a', fill(1));
    expect(await names()).toEqual(['a', 'y.2.tmp']);
  });

  test.skipIf(process.platform === 'win32')('makes folders for its owner alone', async () => {
    await mkdir(join(folder, 'data'));
    await new BoundedFolder(join(folder, 'data'), 1000).write('in/a', fill(1));
    expect((await stat(join(folder, 'data', 'in'))).mode & 0o777).toBe(0o700);
  });
});
