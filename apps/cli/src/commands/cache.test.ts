import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive, image, layer, ociLayout } from '@stratascope/core/testing';
import { afterAll, expect, test } from 'vitest';
import { commandRunner } from '../conformance/run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());
const run = (...args: string[]) => runner.run(args);
const json = async (...args: string[]) => JSON.parse((await run('cache', '--json', ...args)).stdout);

const app = image({ names: ['example/app:1'], layers: [layer().file('etc/motd', 'welcome')] });
const location = join(runner.dataFolder, 'app.tar.gz');
writeFileSync(location, gzipSync(archive(ociLayout([app]))));

/** Bytes of the files that are there. */
const filesIn = (folder: string) =>
  readdirSync(join(runner.dataFolder, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );

test('it is told with its place, its sizes and its bounds, empty or not', async () => {
  expect(await json()).toMatchObject({ folder: runner.dataFolder, bytes: 0, uploads: { bytes: 0, files: 0 } });
  expect((await run('cat', location, '/etc/motd')).stdout).toBe('welcome');
  const { bytes, maxBytes, parts } = await json();
  expect(parts.map(({ part }: { part: string }) => part)).toEqual(['indexes', 'contents', 'scratch']);
  for (const part of parts) {
    expect(part.bytes).toBeGreaterThan(0);
    expect(part.bytes).toBeLessThan(part.maxBytes);
  }
  const sum = (key: 'bytes' | 'maxBytes') =>
    parts.reduce((total: number, part: { bytes: number; maxBytes: number }) => total + part[key], 0);
  expect({ bytes, maxBytes }).toEqual({ bytes: sum('bytes'), maxBytes: sum('maxBytes') });

  const { exit, stdout } = await run('cache');
  expect(exit).toBe(0);
  expect(stdout.split('\n')[0]).toBe(runner.dataFolder);
  expect(stdout).toMatch(/indexes of layers\n.*contents of compressed layers\n.*archives .*\n.*in all/);
  expect(stdout).not.toContain('uploads');
});

test('--clear empties it but for uploads, and the next answer is the same', async () => {
  const before = await json();
  mkdirSync(join(runner.dataFolder, 'uploads'));
  writeFileSync(join(runner.dataFolder, 'uploads', '0'.repeat(64)), 'sent');
  const cleared = await json('--clear');
  expect(cleared).toMatchObject({ bytes: 0, freed: before.bytes, uploads: { bytes: 4, files: 1 } });
  for (const part of ['indexes', 'contents', 'scratch']) expect(filesIn(part)).toEqual([]);
  expect(filesIn('uploads')).toHaveLength(1);
  expect((await run('cat', location, '/etc/motd')).stdout).toBe('welcome');
  const { stdout } = await run('cache', '--clear');
  expect(stdout).toMatch(/uploads.*\n.* freed\.\n$/);
});

test('a bound that is asked for is the one that is told and kept to', async () => {
  const { maxBytes } = await json('--limit-data-size', '3MB');
  expect(maxBytes).toBeLessThanOrEqual(3_000_000);
  const images = [1, 2, 3, 4, 5].map((at) =>
    image({ names: [`example/app:${at}`], layers: [layer().file(`file-${at}`, Buffer.alloc(400_000, at))] }),
  );
  for (const round of [1, 2]) {
    for (const [at, recipe] of images.entries()) {
      const path = join(runner.dataFolder, `app-${at}.tar.gz`);
      if (round === 1) writeFileSync(path, gzipSync(archive(ociLayout([recipe], { compression: 'gzip' }))));
      const { stdout } = await run('cat', path, `/file-${at + 1}`, '--limit-data-size', '3MB');
      expect(stdout.length).toBe(400_000);
      expect((await json('--limit-data-size', '3MB')).bytes).toBeLessThanOrEqual(3_000_000);
    }
  }
});

test('it takes no location', async () => {
  expect(await run('cache', 'app.tar')).toMatchObject({ exit: 2, stderr: expect.stringContaining('app.tar') });
});
