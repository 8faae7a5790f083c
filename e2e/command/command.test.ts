import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, runCommand, samples } from './run-command';

const dataFolder = mkdtempSync(join(tmpdir(), 'stratascope-command-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const sample = join(
  samples,
  readdirSync(samples)
    .filter((name) => name.endsWith('.tar'))
    .sort()[0] ?? '',
);
/** What is kept of standard input. */
const kept = () =>
  ['incoming', 'uploads'].flatMap((name) =>
    existsSync(join(dataFolder, name)) ? readdirSync(join(dataFolder, name)) : [],
  );
const run = (args: readonly string[], stdin?: NodeJS.ReadableStream) =>
  runCommand(args, { dataFolder, ...(stdin === undefined ? {} : { stdin }) });

describe('help and usage', () => {
  test('--help shows the commands with examples, --version a version', async () => {
    const help = await run(['--help']);
    expect(help.exit).toBe(0);
    for (const name of ['ls', 'inspect', 'analyze', 'why', 'changes', 'cat'])
      expect(help.stdout).toContain(`  ${name} `);
    expect(help.stdout).toContain('docker save app | stratascope -');
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('bad usage exits 2 and names the help', async () => {
    const { exit, stdout, stderr } = await run(['ls', '--nonsense']);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/--nonsense[\s\S]*--help/);
  });

  test('what is no image exits 3 with one message, as JSON where JSON was asked for', async () => {
    const text = join(dataFolder, 'notes.txt');
    writeFileSync(text, 'no image');
    expect(await run(['ls', text])).toMatchObject({
      exit: 3,
      stdout: '',
      stderr: expect.stringContaining('not-an-image'),
    });
    const { exit, stdout } = await run(['inspect', text, '--json']);
    expect(exit).toBe(3);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'not-an-image' });
    expect((await run(['ls', join(dataFolder, 'gone.tar')])).exit).toBe(3);
  });
});

describe('a sample image', () => {
  beforeAll(() => expect(sample).toMatch(/\.tar$/));

  test('ls from a file, from another folder and from standard input gives the same rows', async () => {
    const direct = await run(['ls', sample, '--format', 'jsonl']);
    expect(direct.exit, direct.stderr).toBe(0);
    expect(JSON.parse(direct.stdout.split('\n')[0] ?? '')).toMatchObject({ path: '/', type: 'dir' });

    const relative = await runCommand(['ls', sample.slice(dirname(sample).length + 1), '--format', 'jsonl'], {
      dataFolder,
      cwd: dirname(sample),
    });
    expect(relative.stdout).toBe(direct.stdout);
    const piped = await run(['ls', '-', '--format', 'jsonl'], createReadStream(sample));
    expect(piped.stdout).toBe(direct.stdout);
    expect(kept()).toEqual([]);
  });

  test('an empty standard input is an error, and leaves nothing behind', async () => {
    const { exit, stderr } = await run(['ls', '-'], Readable.from([]));
    expect({ exit, stderr }).toMatchObject({ exit: 3, stderr: expect.stringContaining('empty-file') });
    expect(kept()).toEqual([]);
  });

  test('ends quietly when its reader goes away', async () => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${command}" ls "${sample}" | head -n 1`], {
      env: { ...process.env, STRATASCOPE_DATA: dataFolder },
    });
    let stderr = '';
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes;
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });

  test('why, changes, cat, inspect and analyze answer', async () => {
    const rows = (await run(['ls', sample, '--format', 'jsonl'])).stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    const file = rows.find(({ type, size }) => type === 'file' && size > 0 && size < 10_000);
    expect((await run(['why', sample, file.path])).stdout).toContain(`layer ${String(file.layer)}`);
    expect((await run(['changes', sample])).stdout).toMatch(/Layer \d+: .* added/);
    expect((await run(['cat', sample, file.path])).stdout.length).toBeGreaterThan(0);
    expect(JSON.parse((await run(['inspect', sample, '--json'])).stdout).images.length).toBeGreaterThan(0);
    const [ledger] = JSON.parse((await run(['analyze', sample, '--json'])).stdout).images;
    expect(ledger.total.content).toBe(ledger.total.live + ledger.total.dead);
  });
});

test('ls loads no server: nothing of express is in the files that it reads', () => {
  const dist = join(dirname(command), '../dist');
  const files = staticClosure(dist, 'stratascope.js', /\bls-[\w-]+\.js$/);
  const text = [...files].map((file) => readFileSync(file, 'utf8')).join('\n');
  expect(files.size).toBeGreaterThan(1);
  expect(text).not.toMatch(/node_modules\/(?:\.pnpm\/)?express/);
});

test('ls of a cached small image takes little longer than Node takes to start', { retry: 3 }, async () => {
  const best = async (command: () => Promise<number>) => {
    const times: number[] = [];
    for (let round = 0; round < 7; round++) times.push(await command());
    return Math.min(...times);
  };
  const node = await best(() => millisecondsOf(['-e', '0']));
  const ls = await best(() => run(['ls', sample]).then(({ milliseconds }) => milliseconds));
  // A quarter of a second in all is promised on a machine of its own; here other work may slow both.
  expect(ls - node).toBeLessThan(400);
});

function millisecondsOf(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args);
  return new Promise((resolve) => child.once('close', () => resolve(performance.now() - startedAt)));
}

/** All files that an entry imports statically, with the dynamic import that `also` names and what that imports. */
function staticClosure(dist: string, entry: string, also: RegExp): ReadonlySet<string> {
  const files = new Set<string>();
  const open = [join(dist, entry)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    const folder = dirname(file);
    for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      open.push(join(folder, specifier));
    for (const [, specifier = ''] of text.matchAll(/import\("(\.[^"]+)"\)/g)) {
      if (also.test(specifier)) open.push(join(folder, specifier));
    }
  }
  return files;
}
