import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive, image, type LayerRecipe, layer, ociLayout } from '@stratascope/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, runCommand } from './run-command';

/** How many processes are killed in all; more by `STRATASCOPE_KILLS=1000`. */
const KILLS = Number(process.env.STRATASCOPE_KILLS ?? 50);
const SEED = Number(process.env.STRATASCOPE_SEED ?? 20_261_121);
/** Each has a data folder of its own; as many as there are cores keep them busy. */
const AT_ONCE = 2;

const root = mkdtempSync(join(tmpdir(), 'stratascope-killed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const LAYERS = 12;
const FILES = 200;

/** An image of many layers, so that there is always one being read and one being written. */
function manyLayers(): readonly LayerRecipe[] {
  const noise = Buffer.alloc(200_000);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.imul(at + 1, 2_654_435_761) >>> 0, at);
  return Array.from({ length: LAYERS }, (_, number) => {
    const recipe = layer().file(`noise-${number}`, noise.subarray(number));
    for (let file = 0; file < FILES; file++) recipe.file(`layer-${number}/file-${file}`, `${number} ${file}`);
    return recipe;
  });
}

const app = image({ names: ['example/app:1'], layers: manyLayers() });
const plain = join(root, 'app.tar');
const compressed = join(root, 'app.tar.gz');
const FILE = '/layer-3/file-7';

/** What is asked, and what is answered if nothing is killed. */
interface Question {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin: string | null;
  milliseconds: number;
  truth: string;
}

const QUESTIONS: readonly Question[] = [
  { name: 'layers are read and kept', args: ['ls', plain, '--format', 'jsonl'], stdin: null },
  { name: 'standard input is kept', args: ['ls', '-', '--format', 'jsonl'], stdin: plain },
  { name: 'an archive is unpacked', args: ['ls', compressed, '--format', 'jsonl'], stdin: null },
  { name: 'a layer is unpacked for its contents', args: ['cat', plain, FILE], stdin: null },
].map((question) => ({ ...question, milliseconds: 0, truth: '' }));

beforeAll(async () => {
  const bytes = archive(ociLayout([app], { compression: 'gzip' }));
  writeFileSync(plain, bytes);
  writeFileSync(compressed, gzipSync(bytes, { level: 1 }));
  for (const question of QUESTIONS) {
    const dataFolder = join(root, `truth-${question.name}`);
    const answer = await ask(question, dataFolder);
    expect(answer.exit, answer.stderr).toBe(0);
    question.milliseconds = answer.milliseconds;
    question.truth = answer.stdout;
    expect(litter(dataFolder)).toEqual([]);
  }
  expect(QUESTIONS[3]?.truth).toBe('3 7');
  expect(QUESTIONS[0]?.truth.split('\n').length).toBeGreaterThan(LAYERS * FILES);
}, 60_000);

const ask = ({ args, stdin }: Question, dataFolder: string) =>
  runCommand(args, { dataFolder, ...(stdin === null ? {} : { stdin: createReadStream(stdin) }) });

/** Whatever lies in a data folder and is not a whole file of it. */
function litter(dataFolder: string): readonly string[] {
  const FINAL = [
    /^indexes\/v\d+\/(?:blobs\/[0-9a-f]{64}|indexes\/sha256-[0-9a-f]{64}|layers\/sha256-[0-9a-f]{64}-[0-9a-f]{16})$/,
    /^contents\/sha256-[0-9a-f]{64}\.tar(?:\.about)?$/,
    /^scratch\/[0-9a-f]{64}\.tar(?:\.about)?$/,
    /^recent\.json$/,
  ];
  return readdirIfThere(dataFolder)
    .map((name) => name.split(sep).join('/'))
    .filter((name) => statSync(join(dataFolder, name)).isFile() && !FINAL.some((pattern) => pattern.test(name)));
}

/** Runs so many, a few at a time. */
async function runAll(count: number, run: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const runOne = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runOne));
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()));
}

describe(`kill -9 at ${KILLS} moments of seed ${SEED}`, () => {
  const uploads = Math.max(1, Math.round(KILLS / 5));

  test(
    'of a command: the next one answers right, and nothing is left lying about',
    async () => {
      const next = random(SEED);
      const moments = Array.from({ length: KILLS - uploads }, (_, at) => ({
        // Half of them while layers are read and kept; the others by turns.
        question: QUESTIONS[at % 2 === 0 ? 0 : 1 + (((at - 1) / 2) % 3)],
        share: next(),
      }));
      let killed = 0;
      await runAll(moments.length, async (at) => {
        const { question, share } = moments[at] ?? {};
        if (question === undefined || share === undefined) return;
        const dataFolder = join(root, `command-${at}`);
        const child = spawn(process.execPath, [command, ...question.args], {
          env: { ...process.env, STRATASCOPE_DATA: dataFolder },
          stdio: [question.stdin === null ? 'ignore' : 'pipe', 'ignore', 'ignore'],
        });
        if (child.stdin !== null && question.stdin !== null) {
          child.stdin.on('error', () => {});
          createReadStream(question.stdin).pipe(child.stdin);
        }
        const timer = setTimeout(() => child.kill('SIGKILL'), 60 + share * (question.milliseconds - 60));
        await ended(child);
        clearTimeout(timer);
        if (child.signalCode === 'SIGKILL') killed++;
        const answer = await ask(question, dataFolder);
        const said = `${question.name}, killed at ${share}`;
        expect(answer.exit, `${said}: ${answer.stderr}`).toBe(0);
        expect(answer.stdout === question.truth, said).toBe(true);
        expect(litter(dataFolder), said).toEqual([]);
        rmSync(dataFolder, { recursive: true, force: true });
      });
      expect(killed).toBeGreaterThan(moments.length / 2);
    },
    KILLS * 6000,
  );

  test(
    'of a server that takes in an upload: the next one starts, with it whole or without it',
    async () => {
      const next = random(SEED + 1);
      const bytes = readFileSync(plain);
      const shares = Array.from({ length: uploads }, () => next());
      await runAll(uploads, async (at) => {
        const dataFolder = join(root, `upload-${at}`);
        const said = `killed at ${shares[at]}`;
        const first = await startServer(dataFolder);
        const sending = fetch(`${first.url}/api/v1/uploads?name=app.tar`, {
          method: 'POST',
          body: slowly(bytes),
          duplex: 'half',
        } as RequestInit).catch(() => null);
        const timer = setTimeout(() => first.child.kill('SIGKILL'), (shares[at] ?? 0) * 250);
        await Promise.race([sending, first.ended]);
        clearTimeout(timer);
        first.child.kill('SIGKILL');
        await first.ended;

        const second = await startServer(dataFolder);
        const { recent } = (await (await fetch(`${second.url}/api/v1/locations`)).json()) as {
          readonly recent: readonly { readonly location: string }[];
        };
        const kept = readdirIfThere(join(dataFolder, 'uploads')).filter((name) => /^[0-9a-f]{64}$/.test(name));
        // What is remembered is there, and what is there is remembered.
        expect(
          recent.map(({ location }) => location),
          said,
        ).toEqual(kept.map((name) => join(dataFolder, 'uploads', name)));
        for (const name of kept) expect(readFileSync(join(dataFolder, 'uploads', name)).equals(bytes), said).toBe(true);
        second.child.kill('SIGINT');
        await second.ended;
        expect(
          litter(dataFolder).filter((name) => !/^uploads\/[0-9a-f]{64}$/.test(name)),
          said,
        ).toEqual([]);
        rmSync(dataFolder, { recursive: true, force: true });
      });
    },
    KILLS * 6000,
  );
});

/** A body that takes a while, so that there is time to be killed in. */
function slowly(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const PIECES = 20;
  let piece = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const size = Math.ceil(bytes.length / PIECES);
      controller.enqueue(bytes.subarray(piece * size, (piece + 1) * size));
      if (++piece === PIECES) controller.close();
    },
  });
}

/** Names of all that lies in a folder and below it. */
function readdirIfThere(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ended: Promise<void>;
}

async function startServer(dataFolder: string): Promise<Server> {
  const child = spawn(process.execPath, [command, '--no-open', '--port', '0'], {
    env: { ...process.env, STRATASCOPE_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const whenEnded = ended(child);
  let written = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${written}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (piece: Buffer) => {
        written += piece;
        const found = /https?:\/\/[\w.:[\]]+/.exec(written)?.[0];
        if (found !== undefined) resolve(found);
      });
    }
  });
  return { child, url, ended: whenEnded };
}
