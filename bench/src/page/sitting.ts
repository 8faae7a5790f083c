import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { ApiClient } from '../harness/api-client';
import type { BenchmarkContext } from '../harness/benchmark';
import { artifactFolder } from '../harness/folders';
import { type Product, startProduct } from '../harness/product';
import type { Row } from '../harness/row';
import { type ImageName, imageArchive } from '../recipes/images';
import { type FreshPage, freshPage, startBrowser, WINDOW } from './open-browser';
import { type Condition, installProbe } from './probe';

/** The product on one image whose layers were all read before, and a browser. */
export interface Sitting {
  readonly product: Product;
  readonly browser: Browser;
  readonly ref: string;
  /** A page with nothing in it: what a key takes there it takes anywhere. */
  openEmpty(): Promise<FreshPage>;
  /** A page at the image; `query` as in its address. */
  open(query?: string, viewport?: { readonly width: number; readonly height: number }): Promise<FreshPage>;
}

/** Where indexes are kept from one run to the next. */
export const pageDataFolder = join(artifactFolder, 'data-page');

/** Starts product and browser for as long as they are used. */
export async function withSitting<T>(
  { artifacts }: BenchmarkContext,
  name: ImageName,
  use: (sitting: Sitting) => Promise<T>,
): Promise<T> {
  const archive = await imageArchive(artifacts, name);
  const product = await startProduct({ dataFolder: pageDataFolder, locations: [archive] });
  const client = new ApiClient(product.url);
  let browser: Browser | null = null;
  try {
    const ref = await client.readyImage(`bench/${name}`);
    const started = await startBrowser();
    browser = started;
    return await use({
      product,
      browser: started,
      ref: decodeURIComponent(ref),
      async openEmpty() {
        const fresh = await freshPage(started, installProbe);
        await fresh.page.goto(`${product.url}/favicon.svg`);
        return fresh;
      },
      async open(query = '', viewport = WINDOW) {
        const fresh = await freshPage(started, installProbe, viewport);
        await fresh.page.goto(`${product.url}/image/${decodeURIComponent(ref)}${query}`);
        return fresh;
      },
    });
  } finally {
    client.close();
    await browser?.close();
    await product.stop();
  }
}

/** Presses a key, and waits for what it brings about. */
export async function press(
  page: Page,
  key: string,
  until: Condition,
): Promise<{ readonly paint: number; readonly done: number }> {
  // The promise stays in the page, so that the key is pressed after the probe listens.
  const times = await page.evaluateHandle((condition) => ({ times: window.probe.nextInput(condition) }), until);
  await page.keyboard.press(key);
  const told = await times.evaluate((held) => held.times);
  await times.dispose();
  return told;
}

export const whenFirst = (page: Page, condition: Condition): Promise<number> =>
  page.evaluate((name) => window.probe.whenFirst(name), condition);

export const longestTask = (page: Page): Promise<number> => page.evaluate(() => window.probe.longestTask());

/** Counts the milliseconds that the page's main thread has of a processor from now until it is asked. */
export async function processorClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const before = await busy();
  return async () => {
    const milliseconds = (await busy()) - before;
    await session.detach();
    return milliseconds;
  };
}

/** Bytes of the page's heap: in use now, and of that what is not garbage. */
export async function heapBytes(page: Page): Promise<{ readonly used: number; readonly live: number }> {
  const session = await page.context().newCDPSession(page);
  const used = await usedBytes(session);
  await session.send('HeapProfiler.collectGarbage');
  const live = await usedBytes(session);
  await session.detach();
  return { used, live };
}

async function usedBytes(session: CDPSession): Promise<number> {
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

export function row(
  what: string,
  value: number,
  unit: Row['unit'],
  target: number | null,
  more: Partial<Row> = {},
): Row {
  return { what, floor: null, measured: null, value, unit, target, peakRssBytes: null, ...more };
}
