import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileLookup, textToByteString } from '@stratascope/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBytes } from '../../blobs/file-byte-source';
import { folderFiles } from './folder-files';

let folder: string;
let layout: string;
let outside: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'stratascope-folder-')));
  layout = join(folder, 'layout');
  outside = join(folder, 'outside');
  await mkdir(join(layout, 'blobs/sha256'), { recursive: true });
  await mkdir(join(outside, 'sha256'), { recursive: true });
  await writeFile(join(layout, 'blobs/sha256/aa'), 'inside');
  await writeFile(join(outside, 'sha256/aa'), 'secret');
  await writeFile(join(outside, 'aa'), 'secret');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function find(name: string): Promise<FileLookup> {
  return (await folderFiles('layout', layout)).find(textToByteString(name));
}

async function found(name: string): Promise<string> {
  const lookup = await find(name);
  if (lookup.kind === 'fault') return lookup.problem.code;
  return lookup.kind === 'absent' ? 'absent' : new TextDecoder().decode(await readBytes(lookup.source));
}

describe('names', () => {
  test.each(['blobs/sha256/aa', '/blobs/sha256/aa', './blobs//sha256/./aa', 'blobs/x/../sha256/aa'])(
    '%s is a name from the folder',
    async (name) => {
      expect(await found(name)).toBe('inside');
    },
  );

  test.each(['../outside/aa', '../../etc/passwd', 'blobs/../../outside/aa', '/..', '..'])(
    '%s climbs out of it and is refused',
    async (name) => {
      expect(await found(name)).toBe('member-outside');
    },
  );

  test('that are absolute begin at the folder', async () => {
    expect(await found('/etc/passwd')).toBe('absent');
    expect(await found(join(outside, 'aa'))).toBe('absent');
  });

  test.each([
    'blobs/sha256/a\0a',
    `blobs/${'x'.repeat(5000)}`,
    'blobs/sha256/aa/bb',
    '%2e%2e/outside/aa',
    '..\\outside\\aa',
  ])('that no file can have lead nowhere: %j', async (name) => {
    expect(await found(name)).toBe('absent');
  });
});

describe('links', () => {
  test('that stay in the folder are followed, by a relative or an absolute way', async () => {
    await symlink('sha256/aa', join(layout, 'blobs/near'));
    await symlink(join(layout, 'blobs/sha256'), join(layout, 'blobs/far'));
    expect(await found('blobs/near')).toBe('inside');
    expect(await found('blobs/far/aa')).toBe('inside');
  });

  test.each([
    ['a blob', 'blobs/sha256/bb', (at: string) => symlink(join(outside, 'aa'), at)],
    ['a blob, by a relative way', 'blobs/sha256/bb', (at: string) => symlink('../../../outside/aa', at)],
    [
      'a link to a link',
      'blobs/sha256/bb',
      async (at: string) => {
        await symlink(join(outside, 'aa'), join(layout, 'hop'));
        await symlink('../../hop', at);
      },
    ],
    ['a device', 'blobs/sha256/bb', (at: string) => symlink('/dev/zero', at)],
    ['a file of the process', 'blobs/sha256/bb', (at: string) => symlink('/proc/self/environ', at)],
    [
      'a folder whose name begins like the own',
      'blobs/sha256/bb',
      async (at: string) => {
        await mkdir(`${layout}-2`);
        await writeFile(`${layout}-2/aa`, 'secret');
        await symlink(`${layout}-2/aa`, at);
      },
    ],
  ])('that lead out of it are refused: %s', async (_, name, make) => {
    await make(join(layout, name));
    expect(await found(name)).toBe('member-outside');
  });

  test.each(['blobs', 'blobs/sha256'])('that lead out of it by the folder %s are refused', async (name) => {
    await rm(join(layout, name), { recursive: true });
    await symlink(name === 'blobs' ? outside : join(outside, 'sha256'), join(layout, name));
    expect(await found('blobs/sha256/aa')).toBe('member-outside');
    expect(await (await folderFiles('layout', layout)).hasDirectory('blobs/sha256')).toBe(false);
  });

  test('that go round are told', async () => {
    await symlink('round', join(layout, 'round'));
    expect(await found('round')).toBe('member-link-loop');
  });

  test('that are hard cannot be told from files of the folder: they need the right to make them', async () => {
    await link(join(outside, 'aa'), join(layout, 'hard'));
    expect(await found('hard')).toBe('secret');
  });

  test('that somebody swaps while the folder is read never lead out of it', async () => {
    // Another process swaps a blob, and the folder that it lies in, with links to the outside, over and over.
    const swap = `
      const { renameSync: mv, symlinkSync: ln } = require('node:fs');
      const [layout, outside] = process.argv.slice(1);
      ln(outside + '/aa', layout + '/link'); ln(outside + '/sha256', layout + '/links');
      process.stdout.write('.');
      const blob = layout + '/blobs/sha256/aa', blobs = layout + '/blobs/sha256';
      for (;;) {
        mv(blob, layout + '/file'); mv(layout + '/link', blob);
        mv(blob, layout + '/link'); mv(layout + '/file', blob);
        mv(blobs, layout + '/files'); mv(layout + '/links', blobs);
        mv(blobs, layout + '/links'); mv(layout + '/files', blobs);
      }`;
    const swapping = spawn(process.execPath, ['-e', swap, layout, outside], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(swapping, 'exit');
    try {
      await once(swapping.stdout, 'data');
      const files = await folderFiles('layout', layout);
      const seen = new Map<string, number>();
      // A second of it, or longer where the other process does not get its turn.
      const started = performance.now();
      const isEnough = () => performance.now() - started > (seen.size > 1 ? 1_000 : 20_000);
      while (!isEnough()) {
        const lookup = await files.find(textToByteString('blobs/sha256/aa'));
        // What is read later is what was found: or else it is location-changed.
        const text =
          lookup.kind === 'file'
            ? await readBytes(lookup.source).then(
                (bytes) => new TextDecoder().decode(bytes),
                (error) => error.code,
              )
            : lookup.kind;
        seen.set(text, (seen.get(text) ?? 0) + 1);
      }
      expect(seen.has('secret')).toBe(false);
      expect(seen.size).toBeGreaterThan(1);
    } finally {
      swapping.kill('SIGKILL');
      await ended;
    }
  });
});

describe('what is no file', () => {
  const isPosix = process.platform !== 'win32';
  test.runIf(isPosix)('does not hold anybody up: a FIFO', async () => {
    expect(spawnSync('mkfifo', [join(layout, 'blobs/sha256/fifo')]).status).toBe(0);
    expect(await found('blobs/sha256/fifo')).toBe('member-not-a-file');
  });

  test.runIf(isPosix)('does not hold anybody up: a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(layout, 'socket'), resolve));
    expect(await found('socket')).toBe('member-not-a-file');
    await new Promise((resolve) => server.close(resolve));
  });

  test.runIf(isPosix && process.getuid?.() === 0)('does not hold anybody up: a device', async () => {
    const made = spawnSync('mknod', [join(layout, 'zero'), 'c', '1', '5']);
    // A container may forbid it.
    if (made.status === 0) expect(await found('zero')).toBe('member-not-a-file');
  });

  test('is told: a folder', async () => {
    expect(await found('blobs/sha256')).toBe('member-not-a-file');
  });
});
