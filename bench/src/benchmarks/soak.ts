import { copyFileSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../harness/api-client';
import type { Benchmark } from '../harness/benchmark';
import { artifactFolder, builtFolder } from '../harness/folders';
import { residentBytes } from '../harness/process-times';
import { startProduct } from '../harness/product';
import type { Row } from '../harness/row';
import { percentile } from '../harness/statistics';
import { withFolder } from '../harness/temporary-folder';
import { megabytesText, timeText } from '../harness/texts';
import { type ImageName, imageArchive } from '../recipes/images';
import { type Random, seededRandom } from '../recipes/random';

const OPEN_IMAGES: readonly ImageName[] = ['l1', 'l2', 'million', 'forty', 'fifty'];
const AT_ONCE = 8;
const SECONDS = 120;
const QUICK_SECONDS = 20;
const QUESTIONS = 500;

/** Five big images open, one more being indexed all the time, and eight who ask without a pause. */
export const soak: Benchmark = {
  name: 'soak',
  title: 'random requests, 8 at once, over 5 big images while one more is indexed',
  async run({ artifacts, rounds, say }) {
    const seconds = rounds < 5 ? QUICK_SECONDS : SECONDS;
    const archives: string[] = [];
    for (const name of OPEN_IMAGES) archives.push(await imageArchive(artifacts, name));
    return withFolder(async (folder) => {
      const loopPath = join(folder, 'loop.json');
      const product = await startProduct({
        dataFolder: join(artifactFolder, 'data-soak'),
        locations: archives,
        nodeFlags: ['--import', join(builtFolder, 'programs/watch-loop.js')],
        env: { STRATASCOPE_BENCH_LOOP: loopPath },
      });
      const client = new ApiClient(product.url);
      const random = seededRandom(1);
      const questions: string[] = [];
      for (const name of OPEN_IMAGES) questions.push(...(await questionsAbout(client, `bench/${name}`, random)));
      const another = join(folder, 'another.tar');
      copyFileSync(await imageArchive(artifacts, 'l1'), another);

      const isOver = endAfter(seconds);
      const times: number[] = [];
      const errors: string[] = [];
      const memory: number[] = [];
      process.kill(product.pid, 'SIGUSR2');
      const asking = Array.from({ length: AT_ONCE }, () => askOn(client, questions, random, isOver, times, errors));
      const indexing = indexOn(client, another, isOver, errors);
      const watching = watchMemory(product.pid, isOver, memory);
      const [indexed] = await Promise.all([indexing, watching, ...asking]);
      client.close();
      await product.stop();

      const loop = JSON.parse(readFileSync(loopPath, 'utf8')) as { readonly longest: number; readonly p99: number };
      const quarter = Math.max(...memory.slice(Math.floor(memory.length / 4), Math.floor(memory.length / 2)));
      const last = Math.max(...memory.slice(Math.floor((memory.length * 3) / 4)));
      say(
        `${times.length} answers, p50 ${timeText(percentile(times, 0.5))}, ${indexed} × indexed; loop p99 ${timeText(loop.p99)}`,
      );
      for (const error of new Set(errors)) say(error);
      return [
        row('soak: answers, p99', percentile(times, 0.99), 'ms', null, Math.max(...memory)),
        row('soak: longest stretch of the event loop', loop.longest, 'ms', 50),
        {
          ...row('soak: memory at the end, to that of the second quarter', last / quarter, 'ratio', 1.1),
          floor: megabytesText(quarter),
          measured: megabytesText(last),
        },
        row('soak: errors', errors.length, 'count', 0),
      ];
    });
  },
};

function row(what: string, value: number, unit: Row['unit'], target: number | null, peak: number | null = null): Row {
  return { what, floor: null, measured: null, value, unit, target, peakRssBytes: peak };
}

function endAfter(seconds: number): () => boolean {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() >= end;
}

async function askOn(
  client: ApiClient,
  questions: readonly string[],
  random: Random,
  isOver: () => boolean,
  times: number[],
  errors: string[],
): Promise<void> {
  while (!isOver()) {
    const question = questions[random.int(questions.length)] ?? '/health';
    const { status, milliseconds } = await client.ask(question);
    times.push(milliseconds);
    if (status !== 200) errors.push(`${status} ${question}`);
  }
}

/** A file with another time is another file: it is read anew each time, whole. Returns how often. */
async function indexOn(client: ApiClient, archive: string, isOver: () => boolean, errors: string[]): Promise<number> {
  const { id, images } = await client.json<Location>('/locations', {
    method: 'POST',
    body: JSON.stringify({ location: archive }),
  });
  const ref = images[0]?.ref ?? '';
  let count = 0;
  while (!isOver()) {
    await client.json(`/images/${ref}/index?location=${id}`, { method: 'POST' });
    for (;;) {
      const { index } = await client.json<{ index: { state: string } }>(`/images/${ref}?location=${id}`);
      if (index.state === 'failed') errors.push('indexing failed');
      if (index.state === 'ready' || index.state === 'failed') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    count++;
    const now = new Date();
    utimesSync(archive, now, now);
    await client.json(`/locations/${id}/reload`, { method: 'POST' });
  }
  return count;
}

async function watchMemory(pid: number, isOver: () => boolean, memory: number[]): Promise<void> {
  while (!isOver()) {
    memory.push(residentBytes(pid, 'now') ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** What a page may ask about an image: pages of its folders at all levels, lives of paths, searches, changes, the ledger. */
async function questionsAbout(client: ApiClient, name: string, random: Random): Promise<readonly string[]> {
  const ref = await client.readyImage(name);
  const { layers } = await client.json<{ layers: readonly unknown[] }>(`/images/${ref}`);
  const paths = await somePaths(client, ref, random);
  const path = () => encodeURIComponent(paths[random.int(paths.length)] ?? '/').replaceAll('%2F', '/');
  const level = () => 1 + random.int(layers.length);
  const forms: readonly [() => string, ...(() => string)[]] = [
    () => `tree?path=${path()}&level=${level()}`,
    () => `tree?path=${path()}&level=${level()}&ghosts=true&sort=size&order=desc`,
    () => `tree?path=/&from=${level() - 1}&level=${layers.length}`,
    () => `path?path=${path()}`,
    () => `search?q=${random.pick(['core', 'parser-1', '.json', 'lib/'])}&level=${level()}`,
    () => `changes?from=${level() - 1}&to=${layers.length}&path=${path()}`,
    () => `ledger?level=${level()}`,
    () => `layers/${level()}`,
  ];
  return Array.from({ length: QUESTIONS / OPEN_IMAGES.length }, () => `/images/${ref}/${random.pick(forms)()}`);
}

async function somePaths(client: ApiClient, ref: string, random: Random): Promise<readonly string[]> {
  const paths = ['/'];
  for (let step = 0; step < 60; step++) {
    const path = encodeURIComponent(paths[random.int(paths.length)] ?? '/');
    const { rows } = await client.json<{ rows: readonly { path: string; hasChildren: boolean }[] }>(
      `/images/${ref}/tree?path=${path}&limit=50`,
    );
    const folders = rows.filter(({ hasChildren }) => hasChildren);
    const found = folders[random.int(folders.length)];
    if (found !== undefined) paths.push(found.path);
  }
  return [...new Set(paths)];
}

interface Location {
  readonly id: string;
  readonly images: readonly { readonly ref: string }[];
}
