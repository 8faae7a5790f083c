import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BoundedFolder } from './bounded-folder';
import { holdFile } from './holds';
import { ownName } from './owner';

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

const names = async () => (await readdir(folder)).filter((name) => name !== 'unfinished' && name !== 'held').sort();

/** The name of a process of this machine that has ended. */
async function endedOwner(): Promise<string> {
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.once('exit', resolve));
  return ownName('').replace(/^\d+/, String(child.pid)).slice(0, -1);
}

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

  test('what tells of a file goes with it, and its time is that of the last use', async () => {
    const files = new BoundedFolder(folder, 1010);
    for (const name of ['a', 'b', 'c']) {
      await files.write(name, fill(300));
      await files.write(`${name}.about`, fill(1));
    }
    for (const [at, name] of ['a', 'b', 'c'].entries()) {
      await age(name, 100 - at);
      await age(`${name}.about`, 100 - at);
    }
    await files.touch('a.about');
    await files.write('d', fill(300));
    expect(await names()).toEqual(['a', 'a.about', 'c', 'c.about', 'd']);
  });

  test('what a process holds stays, however old; what one held that has ended goes', async () => {
    const files = new BoundedFolder(folder, 1000);
    for (const [at, name] of ['a', 'b', 'c'].entries()) {
      await files.write(name, fill(300));
      await age(name, 100 - at);
    }
    const release = await holdFile(folder, 'a');
    await writeFile(join(folder, 'held', `${await endedOwner()}~x~b`), '');
    await files.write('d', fill(300));
    expect(await names()).toEqual(['a', 'c', 'd']);
    await files.clear();
    expect(await names()).toEqual(['a']);
    await release();
    await files.clear();
    expect(await names()).toEqual([]);
    expect(await readdir(join(folder, 'held'))).toEqual([]);
  });

  test('a file that is as good as the new one stays as it is; any other is replaced', async () => {
    const files = new BoundedFolder(folder, 1000);
    await files.write('a', fill(3));
    const { ino } = await stat(join(folder, 'a'));
    await files.write('a', fill(3), async () => true);
    expect((await stat(join(folder, 'a'))).ino).toBe(ino);
    await files.write('a', fill(4), async () => false);
    expect((await stat(join(folder, 'a'))).size).toBe(4);
    await mkdir(join(folder, 'b', 'c'), { recursive: true });
    await files.write('b', fill(5));
    expect((await stat(join(folder, 'b'))).size).toBe(5);
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

  test('sweeps away what a process that has ended was writing, and not what one writes now', async () => {
    await mkdir(join(folder, 'unfinished'));
    const ended = `${await endedOwner()}~half`;
    const running = ownName('half');
    for (const name of [ended, running]) await writeFile(join(folder, 'unfinished', name), 'half');
    const files = new BoundedFolder(folder, 1000);
    await files.write('a', fill(1));
    expect(await readdir(join(folder, 'unfinished'))).toEqual([running]);
    expect(await files.usage()).toEqual({ bytes: 5, files: 2 });
  });

  test.skipIf(process.platform === 'win32')('makes folders for its owner alone', async () => {
    await mkdir(join(folder, 'data'));
    await new BoundedFolder(join(folder, 'data'), 1000).write('in/a', fill(1));
    expect((await stat(join(folder, 'data', 'in'))).mode & 0o777).toBe(0o700);
  });
});
