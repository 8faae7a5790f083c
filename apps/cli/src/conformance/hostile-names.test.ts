import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { archive, docker25, type ImageRecipe, image, layer, ociLayout } from '@stratascope/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../commands';
import type { OutputStream } from '../output/command-streams';
import { NO_PRODUCT_FILES } from '../product-files';
import { runCommandLine } from '../run-command-line';
import { commandRunner } from './run-in-memory';

/** All that turns, hides, moves a cursor or looks like nothing: escape sequences, C1, bidirectional, invisible, tags. */
const NASTY = '\u202e\u2066\u200b\u00ad\ufeff\x1b[31m\x1b]0;title\x07\x7f\u009b31m\u0085\u2028\u{e0041}\u061c\u3164';
const nasty = (name: string) => `${name}${NASTY}end`;
const HIDDEN =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\u{e0000}-\u{e007f}]/u;

/** An image that says such things wherever an image can say anything. */
const hostile: ImageRecipe = image({
  names: [nasty('harbour/hostile:1')],
  layers: [
    {
      content: layer()
        .dir('etc')
        .file('etc/passwd', `${nasty('root')}:x:0:0::/:\n`)
        .file(nasty('file'), NASTY, {
          uname: nasty('user'),
          gname: nasty('group'),
          xattrs: { [nasty('user.x')]: NASTY },
        })
        .symlink('link', nasty('target'))
        .dir(nasty('folder'))
        .file(`${nasty('folder')}/x`, 5000)
        .hardlink('same', nasty('file'))
        .hardlink(nasty('hard'), nasty('gone'))
        .file(`../${nasty('climbs')}`, 'x'),
      createdBy: `RUN ${nasty('install')} \\\n\t&& more`,
      descriptor: { mediaType: nasty('application/x') },
    },
    {
      content: layer()
        .file(nasty('file'), 'other', { xattrs: { [nasty('user.y')]: NASTY } })
        .symlink('link', nasty('elsewhere'))
        .whiteout(nasty('folder'))
        .whiteout(nasty('nothing')),
      createdBy: nasty('/bin/sh -c #(nop) COPY'),
    },
  ],
  created: nasty('2024'),
  author: nasty('author'),
  platform: { os: nasty('linux'), architecture: nasty('amd64'), variant: nasty('v1') },
  config: {
    Entrypoint: [nasty('/run')],
    Cmd: [nasty('cmd')],
    Env: [`${nasty('NAME')}=${nasty('value')}`],
    Labels: { [nasty('label')]: nasty('value') },
    User: nasty('user'),
    WorkingDir: nasty('/work'),
    StopSignal: nasty('TERM'),
    ExposedPorts: { [nasty('80/tcp')]: {} },
    Volumes: { [nasty('/data')]: {} },
  },
});
const other = image({ names: [nasty('harbour/other:1')], layers: [layer().file(nasty('a'))] });

const runner = commandRunner();
afterAll(() => runner.close());
const folder = join(runner.dataFolder, nasty('folder'));
mkdirSync(folder, { recursive: true });
function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, nasty(name));
  writeFileSync(path, bytes);
  return path;
}
const locations = {
  docker: write('docker.tar', archive(docker25([hostile]))),
  oci: write('oci.tar', archive(ociLayout([hostile]))),
  packed: write('packed.tar.gz', gzipSync(archive(docker25([hostile])))),
  two: write('two.tar', archive(ociLayout([hostile, other]))),
  text: write('notes.txt', NASTY),
  cut: write('cut.tar', archive(ociLayout([hostile])).subarray(0, 3000)),
  json: write(
    'json.tar',
    archive([{ name: 'manifest.json', content: new TextEncoder().encode(`[{"Config":"${nasty('x')}"`) }]),
  ),
  missing: join(folder, nasty('missing')),
};

/** A terminal without colours, and all that was written to it but the marks of our own progress line. */
function terminal(): { readonly stream: OutputStream; text(): string } {
  let written = '';
  const write = async (chunk: string | Uint8Array) => {
    written += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
  };
  return {
    stream: { isTerminal: true, hasColor: false, columns: 100, write },
    text: () => written.replaceAll('\r\x1b[2K', ''),
  };
}

async function onTerminal(args: readonly string[], stdin: Uint8Array = new Uint8Array()) {
  const out = terminal();
  const err = terminal();
  const streams = {
    stdin: Readable.from([stdin]),
    out: out.stream,
    err: err.stream,
    env: { STRATASCOPE_DATA: runner.dataFolder, STRATASCOPE_DEBUG: '1' },
    folder: runner.dataFolder,
  };
  const { signal } = new AbortController();
  const exit = await runCommandLine(args, { streams, product: NO_PRODUCT_FILES, signal });
  return { exit, stdout: out.text(), stderr: err.text() };
}

const path = `/${nasty('file')}`;
const QUESTIONS: readonly (readonly string[])[] = Object.values(locations)
  .flatMap((location) => [
    ['ls', location],
    ['ls', location, '--ghosts', '--level', '2'],
    ['ls', location, '--format', 'jsonl', '--ghosts'],
    ['inspect', location],
    ['inspect', location, '--json'],
    ['inspect', location, '--strict'],
    ['analyze', location],
    ['analyze', location, '--json'],
    ['analyze', location, locations.docker],
    ['why', location, path],
    ['why', location, `/${nasty('folder')}/x`],
    ['why', location, '/link', '--json'],
    ['why', location, nasty('gone')],
    ['changes', location, '0..2'],
    ['changes', location, '--format', 'jsonl'],
    ['changes', location, nasty('1..2')],
    ['find', location, nasty('fi')],
    ['find', location, `${nasty('layer')}:(`],
    ['export', location, path],
    ['cache', '--data-dir', join(runner.dataFolder, nasty('data'))],
    ['cat', location, path],
    ['cat', location, path, '--level', '1'],
    ['cat', location, `/${nasty('folder')}`],
    ['ls', location, '--image', nasty('wrong')],
    ['ls', location, '--platform', nasty('wrong')],
    ['ls', location, '--level', nasty('9')],
    ['ls', location, `--${nasty('flag')}`],
    ['ls', location, '--limit-entries', nasty('9')],
    ['ls', location, nasty('more')],
  ])
  .filter(([command]) => COMMANDS.some(({ name }) => name === command));
/** What the table above asks; a new command has to be added to it. */
const ASKED = new Set(QUESTIONS.map(([command]) => command));

describe('on a terminal nothing that commands it, hides or reorders gets through', () => {
  test.each(QUESTIONS.map((args) => ({ args, name: args.map((arg) => JSON.stringify(arg.slice(-40))).join(' ') })))(
    '$name',
    async ({ args }) => {
      const { stdout, stderr } = await onTerminal(args);
      expect(HIDDEN.exec(stdout)?.index ?? -1, JSON.stringify(stdout.slice(0, 3000))).toBe(-1);
      expect(HIDDEN.exec(stderr)?.index ?? -1, JSON.stringify(stderr.slice(0, 3000))).toBe(-1);
      expect(stdout + stderr).not.toBe('');
    },
  );

  test('whatever comes by standard input', async () => {
    const { stdout, stderr } = await onTerminal(['ls', '-'], archive(ociLayout([hostile])));
    expect(stdout).toContain('\\x1b[31m');
    expect(stdout + stderr).not.toMatch(HIDDEN);
  });

  test('every command is asked, but the one that serves the page', () => {
    expect(COMMANDS.map(({ name }) => name).filter((name) => !ASKED.has(name))).toEqual(['start']);
  });
});

describe('in a file or pipe', () => {
  test('text for eyes is as safe, since eyes will see it', async () => {
    for (const args of QUESTIONS.filter(
      (each) => !each.includes('--json') && !each.includes('jsonl') && each[0] !== 'cat' && each[0] !== 'export',
    )) {
      const { stdout, stderr } = await runner.run(args);
      expect(HIDDEN.test(stdout + stderr), args.join(' ')).toBe(false);
    }
  });

  test('contents are what they are, to the byte', async () => {
    expect((await runner.run(['cat', locations.docker, path, '--level', '1'])).stdout).toBe(NASTY);
  });

  test('data hold the true names', async () => {
    const { stdout } = await runner.run(['ls', locations.docker, '--format', 'jsonl']);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly path: string });
    expect(rows.map((row) => row.path)).toContain(path);
  });
});
