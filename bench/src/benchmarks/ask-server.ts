import { join } from 'node:path';
import { ApiClient } from '../harness/api-client';
import type { Benchmark } from '../harness/benchmark';
import { artifactFolder } from '../harness/folders';
import { processorMilliseconds, residentBytes } from '../harness/process-times';
import { startProduct } from '../harness/product';
import type { Row } from '../harness/row';
import { median, percentile } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { imageArchive } from '../recipes/images';
import { type Random, seededRandom } from '../recipes/random';

const PAGE = 200;
const QUESTIONS = 400;

/** Over HTTP, with an image of 1,000,000 files: what a page waits for. */
export const askServer: Benchmark = {
  name: 'ask-server',
  title: 'pages of 200 rows and searches over HTTP, 1,000,000 files',
  async run({ artifacts, rounds, say }) {
    const archive = await imageArchive(artifacts, 'million');
    const product = await startProduct({ dataFolder: join(artifactFolder, 'data-million'), locations: [archive] });
    const client = new ApiClient(product.url);
    try {
      const startedAt = performance.now();
      const ref = await client.readyImage('bench/million');
      say(`open after ${timeText(performance.now() - startedAt)}`);
      const random = seededRandom(1);
      const directories = await greatDirectories(client, ref);
      const pageOf = () =>
        `/images/${ref}/tree?path=${random.pick(directories)}&cursor=${random.int(9) * PAGE}&limit=${PAGE}`;
      const searchFor = () => `/images/${ref}/search?q=${wanted(random)}&limit=${PAGE}`;
      // The first ones are compiled by them.
      await timesOf(client, pageOf);
      await timesOf(client, searchFor);

      const health: number[] = [];
      const pages: number[] = [];
      const searches: number[] = [];
      let processor: number | null = 0;
      for (let round = 0; round < rounds; round++) {
        health.push(percentile(await timesOf(client, () => '/health'), 0.95));
        const before = processorMilliseconds(product.pid);
        pages.push(percentile(await timesOf(client, pageOf), 0.95));
        const after = processorMilliseconds(product.pid);
        processor = processor === null || before === null || after === null ? null : processor + after - before;
        searches.push(percentile(await timesOf(client, searchFor), 0.95));
      }
      const floor = `health ${timeText(median(health))}`;
      const peakRssBytes = residentBytes(product.pid, 'peak');
      const rows = [
        row('page of 200 rows over HTTP: p95', median(pages), 2, { floor, peakRssBytes }),
        row('first 200 of a search over HTTP: p95', median(searches), 5, { floor }),
      ];
      if (processor === null) return rows;
      return [...rows, row('page of 200 rows: processor time', processor / (rounds * QUESTIONS), 0.5)];
    } finally {
      client.close();
      await product.stop();
    }
  },
};

function row(what: string, value: number, target: number, more: Partial<Row> = {}): Row {
  return { what, floor: null, measured: null, value, unit: 'ms', target, peakRssBytes: null, ...more };
}

async function timesOf(client: ApiClient, path: () => string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let question = 0; question < QUESTIONS; question++) {
    const asked = path();
    const { status, milliseconds } = await client.ask(asked);
    if (status !== 200) throw new Error(`${asked} is answered with ${status}`);
    times.push(milliseconds);
  }
  return times;
}

function wanted(random: Random): string {
  return random.pick([
    'core',
    '.js',
    'parser-1',
    'lib/a',
    `${random.int(2000).toString(36)}.py`,
    'no-such-name',
    'e',
    'core%20in:/usr%20-parser',
    'core%20is:live%20size:%3E50kB',
    '*-1*.js',
  ]);
}

/** Paths of directories with 2,000 files: only they have a file of so high a number. */
async function greatDirectories(client: ApiClient, ref: string): Promise<[string, ...string[]]> {
  // With a backslash, because a minus before a word leaves out what holds it.
  const highNumber = encodeURIComponent(`\\-${(1999).toString(36)}`);
  const answer = await client.json<{ readonly rows: readonly { readonly path: string }[] }>(
    `/images/${ref}/search?q=name:${highNumber}&limit=1000`,
  );
  const paths = answer.rows.map(({ path }) => encodeURI(path.slice(0, path.lastIndexOf('/'))));
  const [first, ...others] = new Set(paths);
  if (first === undefined) throw new Error('no directory with many files');
  return [first, ...others];
}
