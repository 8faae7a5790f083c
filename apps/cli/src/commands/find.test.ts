import { image, layer } from '@stratascope/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { writeArchive } from '../conformance/recipe-location';
import { commandRunner } from '../conformance/run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());
const run = (...args: string[]) => runner.run(args);

/** Lines of text with runs of blanks as one, so that a test says what stands there and not how wide. */
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '));

const T0 = 1_700_000_000;
const base = layer()
  .dir('etc', { mtime: T0 })
  .file('etc/motd', 'welcome', { mtime: T0 })
  .file('etc/secret', 'hidden', { mtime: T0, mode: 0o600 });
const change = layer()
  .file('etc/motd', 'welcome back', { mtime: T0 + 60, mode: 0o755 })
  .symlink('etc/link', 'motd', { mtime: T0 });
const removal = layer().whiteout('etc/secret');
const app = image({
  names: ['example/app:1'],
  layers: [base, change, removal],
  history: [
    { createdBy: 'ADD base' },
    { createdBy: 'RUN greet' },
    { createdBy: 'CMD', isEmpty: true },
    { createdBy: 'RUN rm /etc/secret' },
  ],
});
const location = writeArchive(runner, 'find.tar', [app]);

describe('find', () => {
  test('text has the lines of ls, removed paths too, and what they are in all', async () => {
    const { exit, stdout } = await run('find', location, 'etc type:file');
    expect(exit).toBe(0);
    expect(linesOf(stdout)).toEqual([
      'mode owner size modified (UTC) layer path',
      '-rwxr-xr-x 0:0 12 B 2023-11-14 22:14 2 /etc/motd',
      'removed 6 B 1 /etc/secret removed in 3 (whiteout)',
      '2 paths, 12 B live as of layer 3.',
    ]);
  });

  test('--level knows nothing of the layers above it', async () => {
    const { stdout } = await run('find', location, 'motd', '--level', '1');
    expect(linesOf(stdout).slice(1)).toEqual([
      '-rw-r--r-- 0:0 7 B 2023-11-14 22:13 1 /etc/motd',
      '1 path, 7 B live as of layer 1.',
    ]);
    expect((await run('find', location, 'layer:2', '--level', '1')).stdout).toContain('0 paths');
  });

  test('jsonl has the rows of ls, with the layers', async () => {
    const { stdout } = await run('find', location, 'name:motd', '--format', 'jsonl');
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const listed = (await run('ls', location, '--format', 'jsonl')).stdout;
    const row = listed.split('\n').find((line) => line.includes('"/etc/motd"')) ?? '';
    expect(rows).toEqual([{ ...JSON.parse(row), layers: [1, 2] }]);
    const removed = await run('find', location, 'is:removed', '--format', 'jsonl');
    expect(JSON.parse(removed.stdout)).toMatchObject({ path: '/etc/secret', ghost: true, layers: [1, 3] });
  });

  test('takes a query in one argument or in several, and one with a minus in front behind --', async () => {
    const one = await run('find', location, 'etc -motd');
    expect((await run('find', location, '--', 'etc', '-motd')).stdout).toBe(one.stdout);
    expect((await run('find', location, '--', '-motd etc')).stdout).toBe(one.stdout);
    expect(one.stdout).toContain('/etc/secret');
    expect(one.stdout).not.toContain('/etc/motd');
  });

  test('a query that is not understood is bad usage, before anything is read', async () => {
    expect(await run('find', '/no/such/image', 'is:deed')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('at “deed” (character 4)'),
    });
    const { exit, stdout } = await run('find', location, 'foo:bar', '--format', 'jsonl');
    expect([exit, JSON.parse(stdout).error.code]).toEqual([2, 'query-invalid']);
    expect(await run('find', location)).toMatchObject({ exit: 2, stderr: expect.stringContaining('QUERY') });
    expect(await run('find', location, 'x', '--format', 'xml')).toMatchObject({ exit: 2 });
  });
});
