import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { Benchmark, BenchmarkContext } from '../harness/benchmark';
import { startProduct } from '../harness/product';
import type { Row } from '../harness/row';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { type ImageName, imageArchive } from '../recipes/images';
import { freshPage, startBrowser } from './open-browser';
import { installProbe } from './probe';
import { longestTask, pageDataFolder, row, type Sitting, whenFirst, withSitting } from './sitting';

/** From the address to layers and rows, with nothing in the browser's cache. */
export const firstPagePicture: Benchmark = {
  name: 'page-first',
  title: 'from the address of a cached image to its layers and files',
  async run(context) {
    return [...(await firstPictures(context, 'page-million')), ...(await firstPictures(context, 'page-150k'))];
  },
};

const TITLES = { 'page-million': '1,000,000 entries', 'page-150k': '150,000 files' } as const;

async function firstPictures(
  context: BenchmarkContext,
  name: ImageName & keyof typeof TITLES,
): Promise<readonly Row[]> {
  const { rounds, say } = context;
  const { warm, scriptBytes } = await withSitting(context, name, async (sitting) => {
    const times = await repeat(rounds, () => timesOf(sitting));
    return { warm: times, scriptBytes: await scriptsOf(sitting) };
  });
  const cold = await repeat(rounds, () => afterStart(context, name));
  const title = TITLES[name];
  const part = (times: readonly FirstTimes[], what: keyof FirstTimes) => median(times.map((each) => each[what]));
  say(`${title}: layers after ${timeText(part(warm, 'stack'))}; ${timeText(part(cold, 'stack'))} after a start`);
  return [
    row(`first picture, ${title}`, part(warm, 'rows'), 'ms', 1000),
    row(`first picture, ${title}, server just started`, part(cold, 'rows'), 'ms', 1000, {
      measured: `layers after ${timeText(part(cold, 'stack'))}`,
    }),
    row(`longest task up to the first picture, ${title}`, Math.max(...warm.map(({ task }) => task)), 'ms', 100),
    ...(name === 'page-million' ? [row('scripts of the first picture, gzip', scriptBytes / 1000, 'kB', 150)] : []),
  ];
}

interface FirstTimes {
  readonly stack: number;
  readonly rows: number;
  readonly task: number;
}

async function timesOf(sitting: Pick<Sitting, 'open'>): Promise<FirstTimes> {
  const { page, close } = await sitting.open();
  try {
    return await firstTimes(page);
  } finally {
    await close();
  }
}

async function firstTimes(page: Page): Promise<FirstTimes> {
  const [stack, rows] = [await whenFirst(page, 'stack'), await whenFirst(page, 'rows')];
  return { stack, rows, task: await longestTask(page) };
}

/** The same where the server has read nothing yet: the indexes are on the disk, but no tree was made of them. */
async function afterStart({ artifacts }: BenchmarkContext, name: ImageName): Promise<FirstTimes> {
  const archive = await imageArchive(artifacts, name);
  const browser = await startBrowser();
  const product = await startProduct({ dataFolder: pageDataFolder, locations: [archive] });
  try {
    const { page, close } = await freshPage(browser, installProbe);
    await page.goto(`${product.url}/image/${encodeURIComponent(`bench/${name}:1`)}`);
    const times = await firstTimes(page);
    await close();
    return times;
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** Bytes of all scripts that a page has loaded when its first picture is there, each by gzip. */
async function scriptsOf(sitting: Sitting): Promise<number> {
  const { page, close } = await sitting.open();
  await whenFirst(page, 'rows');
  const urls = await page.evaluate(() => {
    const { responseEnd } = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    return responseEnd > 0 ? loaded.filter((name) => new URL(name).pathname.endsWith('.js')) : [];
  });
  await close();
  let bytes = 0;
  for (const url of new Set(urls)) bytes += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
  return bytes;
}

async function repeat<T>(rounds: number, work: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let round = 0; round < rounds; round++) results.push(await work());
  return results;
}
