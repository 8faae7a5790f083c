import { image, layer } from '@stratascope/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { memoryStreams } from './conformance/memory-streams';
import { writeArchive } from './conformance/recipe-location';
import { commandRunner } from './conformance/run-in-memory';
import { OutputClosed, OutputFailed, type OutputStream } from './output/command-streams';
import { NO_PRODUCT_FILES } from './product-files';
import { runCommandLine } from './run-command-line';

const runner = commandRunner();
afterAll(() => runner.close());
const location = writeArchive(runner, 'app.tar', [image({ layers: [layer().file('a', 'one')] })]);

/** Runs with a standard output on which every write ends so. */
async function runOn(failure: Error, ...args: string[]) {
  const { streams, stderr } = memoryStreams({ STRATASCOPE_DATA: runner.dataFolder });
  const out: OutputStream = { ...streams.out, write: () => Promise.reject(failure) };
  const { signal } = new AbortController();
  const exit = await runCommandLine(args, { streams: { ...streams, out }, product: NO_PRODUCT_FILES, signal });
  return { exit, stderr: stderr() };
}

describe('an output that cannot be written', () => {
  test.each(['ls', 'ls --format jsonl', 'inspect --json', 'analyze', 'changes'])(
    'of %s is told in one sentence',
    async (line) => {
      const [command = '', ...flags] = line.split(' ');
      const { exit, stderr } = await runOn(new OutputFailed('ENOSPC'), command, location, ...flags);
      expect(exit).toBe(3);
      expect(stderr).toContain('error output-failed: The answer cannot be written (ENOSPC).');
      expect(stderr).not.toContain('internal');
    },
  );

  test('is told also where an error was the answer, which keeps its exit code', async () => {
    const { exit, stderr } = await runOn(
      new OutputFailed('ENOSPC'),
      'ls',
      location,
      '--format',
      'jsonl',
      '--level',
      '9',
    );
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('output-failed') });
  });

  test('since its reader has gone ends quietly', async () => {
    expect(await runOn(new OutputClosed(), 'cat', location, '/a')).toMatchObject({
      exit: 0,
      stderr: expect.not.stringContaining('error'),
    });
  });
});

describe('help', () => {
  test('of a command is had in two ways', async () => {
    const { stdout } = await runner.run(['help', 'why']);
    expect(stdout).toBe((await runner.run(['why', '--help'])).stdout);
    expect((await runner.run(['help'])).stdout).toBe((await runner.run(['--help'])).stdout);
  });
});

describe('bad usage', () => {
  test('is told in one line, also where a flag swallows the next', async () => {
    const { exit, stderr } = await runner.run(['ls', location, '--level', '--ghosts']);
    expect(exit).toBe(2);
    expect(stderr.split('\n')[0]).toMatch(/^error usage: Option '--level' argument is ambiguous\.?$/);
  });

  test('is a LOCATION that is empty: it does not mean this folder', async () => {
    for (const command of ['ls', 'inspect', 'analyze']) {
      expect(await runner.run([command, ''])).toMatchObject({
        exit: 2,
        stderr: expect.stringContaining('LOCATION is empty'),
      });
    }
  });
});
