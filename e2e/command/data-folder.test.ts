import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive, image, type LayerRecipe, layer, ociLayout } from '@stratascope/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, type ProcessResult, runCommand } from './run-command';

const root = mkdtempSync(join(tmpdir(), 'stratascope-data-'));
const disk = join(root, 'disk');
mkdirSync(disk);

/** A file system of four megabytes, where this user may make one. */
const isDiskMade =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'stratascope-test', disk]).status === 0;
afterAll(() => {
  if (isDiskMade) execFileSync('umount', ['-l', disk]);
  rmSync(root, { recursive: true, force: true });
});
if (!isDiskMade) console.info('Here no small file system can be made: what needs a full disk is skipped.');
/** Everywhere but on Windows a process can be kept from writing files of more than so many bytes. */
const isBounded = process.platform !== 'win32';

const noise = (seed: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) buffer.writeUInt32LE(Math.imul(at + seed, 2_654_435_761) >>> 0, at);
  return buffer;
};
const layersOf = (letter: string): readonly LayerRecipe[] =>
  [1, 2, 3, 4].map((number) => {
    const recipe = layer().file(`noise-${letter}-${number}`, noise(number, 1_500_000));
    for (let file = 0; file < 500; file++) recipe.file(`${letter}-${number}/file-${file}`, `${letter} ${file}`);
    return recipe;
  });
const path = (name: string) => join(root, name);
const rows = (file: string) => ['ls', file, '--format', 'jsonl'];
const truth = new Map<string, string>();

beforeAll(async () => {
  for (const letter of ['a', 'b']) {
    const bytes = archive(ociLayout([image({ names: [letter], layers: layersOf(letter) })], { compression: 'gzip' }));
    writeFileSync(path(`${letter}.tar`), bytes);
    writeFileSync(path(`${letter}.tar.gz`), gzipSync(bytes, { level: 1 }));
    const { stdout } = await runCommand(rows(path(`${letter}.tar`)), { dataFolder: path('truth') });
    truth.set(letter, stdout);
  }
}, 60_000);

/** The name of each file that is there and is not whole. */
const unfinished = (dataFolder: string) =>
  existsSync(dataFolder)
    ? readdirSync(dataFolder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /unfinished|incoming/.test(entry.parentPath))
        .map((entry) => entry.name)
    : [];

/** Runs a command that may write no file of more than so many blocks of 512 bytes. */
function runBounded(blocks: number, args: readonly string[], dataFolder: string): Promise<ProcessResult> {
  const startedAt = performance.now();
  const child = spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, command, ...args], {
    env: { ...process.env, STRATASCOPE_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    return pieces;
  });
  return new Promise((resolve) =>
    child.once('close', (exit) =>
      resolve({
        exit,
        stdout: Buffer.concat(stdout ?? []).toString(),
        stderr: Buffer.concat(stderr ?? []).toString(),
        milliseconds: performance.now() - startedAt,
      }),
    ),
  );
}

describe('where there is no room', () => {
  /** Ways to have no room, each with the data folder that has none. */
  const ways: readonly (readonly [
    name: string,
    isThere: boolean,
    run: (args: readonly string[], stdin?: NodeJS.ReadableStream) => Promise<ProcessResult>,
    dataFolder: string,
  ])[] = [
    [
      'on a full disk',
      isDiskMade,
      (args, stdin) => runCommand(args, { dataFolder: join(disk, 'data'), ...(stdin === undefined ? {} : { stdin }) }),
      join(disk, 'data'),
    ],
    ['for a file of that size', isBounded, (args) => runBounded(64, args, path('bounded')), path('bounded')],
  ];

  describe.each(ways)('%s', (_, isThere, run, dataFolder) => {
    const fill = () => {
      if (dataFolder.startsWith(disk)) {
        rmSync(join(disk, 'filler'), { force: true });
        // All but a little, so that folders can still be made.
        const { bavail, bsize } = { bavail: 1000, bsize: 4096 };
        writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 200_000));
      }
    };

    test.skipIf(!isThere)('layers are read without the cache', async () => {
      rmSync(dataFolder, { recursive: true, force: true });
      fill();
      for (let round = 0; round < 2; round++) {
        const { exit, stdout, stderr } = await run(rows(path('a.tar')));
        expect(exit, stderr).toBe(0);
        expect(stdout === truth.get('a')).toBe(true);
        expect(stderr).not.toMatch(/error/i);
        expect(unfinished(dataFolder)).toEqual([]);
      }
    });

    test.skipIf(!isThere)('so are contents of compressed layers', async () => {
      fill();
      const { exit, stdout, stderr } = await run(['cat', path('a.tar'), '/a-3/file-77']);
      expect({ exit, stdout }, stderr).toEqual({ exit: 0, stdout: 'a 77' });
      expect(unfinished(dataFolder)).toEqual([]);
    });

    test.skipIf(!isThere)(
      'an archive that has to be unpacked is a clear error, and nothing is left of it',
      async () => {
        fill();
        const { exit, stdout, stderr } = await run(rows(path('a.tar.gz')));
        expect(exit).toBe(3);
        expect(stdout).toContain('"disk-full"');
        expect(stdout).toContain('--data-dir');
        expect(stderr).not.toMatch(/at .*\.js:/);
        expect(unfinished(dataFolder)).toEqual([]);
      },
    );
  });

  test.skipIf(!isDiskMade)('an upload is a clear error too, and what was there before stays', async () => {
    const dataFolder = join(disk, 'data');
    rmSync(join(disk, 'filler'), { force: true });
    const child = spawn(process.execPath, [command, '--no-open', '--port', '0'], {
      env: { ...process.env, STRATASCOPE_DATA: dataFolder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const url = await new Promise<string>((resolve) => {
      let written = '';
      child.stdout.on('data', (piece: Buffer) => {
        written += piece;
        const found = /https?:\/\/[\w.:[\]]+/.exec(written)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    const send = (body: Uint8Array) =>
      fetch(`${url}/api/v1/uploads?name=a.tar`, { method: 'POST', body: new Uint8Array(body) });
    const small = archive(ociLayout([image({ layers: [layer().file('a', 10)] })]));
    expect((await send(small)).status).toBe(201);
    const refused = await send(readFileSync(path('a.tar')));
    const { error } = (await refused.json()) as { readonly error: { readonly code: string } };
    expect([refused.status, error.code]).toEqual([507, 'disk-full']);
    expect(readdirSync(join(dataFolder, 'uploads', 'unfinished'))).toEqual([]);
    const kept = readdirSync(join(dataFolder, 'uploads')).filter((name) => /^[0-9a-f]{64}$/.test(name));
    expect(kept.map((name) => statSync(join(dataFolder, 'uploads', name)).size)).toEqual([small.length]);
    child.kill('SIGINT');
    await ended;
  });
});

describe('several processes on one data folder at once', () => {
  test('answer right, on the same image and on others, however little may be kept, and while it is cleared', async () => {
    const dataFolder = path('shared');
    const questions = ['a.tar', 'b.tar', 'a.tar.gz', 'b.tar.gz'].flatMap((file) => {
      const letter = file.slice(0, 1);
      return [
        { args: rows(path(file)), expected: truth.get(letter) ?? '' },
        { args: ['cat', path(file), `/${letter}-2/file-9`], expected: `${letter} 9` },
      ];
    });
    let isDone = false;
    let clears = 0;
    const clearing = (async () => {
      while (!isDone) {
        const { exit, stderr } = await runCommand(['cache', '--clear'], { dataFolder });
        expect(exit, stderr).toBe(0);
        clears++;
      }
    })();
    const asking = async (worker: number) => {
      for (let round = 0; round < questions.length; round++) {
        const question = questions[(round + worker * 3) % questions.length];
        if (question === undefined) continue;
        // Of every other one little may be kept.
        const flags = round % 2 === 0 ? ['--limit-data-size', '3MB'] : [];
        const { exit, stdout, stderr } = await runCommand([...question.args, ...flags], { dataFolder });
        expect(exit, stderr).toBe(0);
        expect(stdout === question.expected, question.args.join(' ')).toBe(true);
      }
    };
    try {
      await Promise.all([asking(0), asking(1)]);
    } finally {
      isDone = true;
      await clearing;
    }
    expect(clears).toBeGreaterThan(0);
    expect(unfinished(dataFolder)).toEqual([]);
  }, 120_000);
});
