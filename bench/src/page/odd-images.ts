import type { Page } from '@playwright/test';
import type { Benchmark, BenchmarkContext } from '../harness/benchmark';
import type { Row } from '../harness/row';
import { percentile } from '../harness/statistics';
import { timeText } from '../harness/texts';
import type { ImageName } from '../recipes/images';
import type { Condition } from './probe';
import { heapBytes, longestTask, press, row, type Sitting, whenFirst, withSitting } from './sitting';

/** Images whose config or names are as large as limits let them be. */
export const oddImages: Benchmark = {
  name: 'page-odd',
  title: '60,000 steps, 190,000 labels, a directory of 1,000,000, names of 64 kB',
  async run(context) {
    const rows: Row[] = [];
    for (const [name, what] of [
      ['many-steps', '60,000 steps'],
      ['many-labels', '190,000 labels'],
    ] as const) {
      rows.push(...(await measure(context, name, `${what}, layers and files`, '', 'rows')));
      rows.push(...(await measure(context, name, `${what}, config`, '?tab=config', 'config')));
    }
    rows.push(...(await measure(context, 'wide', '1,000,000 children', '', 'rows', pageThrough)));
    rows.push(...(await measure(context, 'long-names', 'names of 64 kB', '', 'rows', pageThrough)));
    rows.push(...(await measure(context, 'long-names', 'names of 64 kB, bytes', '?view=bytes', 'picture')));
    return rows;
  },
};

type Use = (page: Page) => Promise<readonly number[]>;

async function measure(
  context: BenchmarkContext,
  name: ImageName,
  title: string,
  query: string,
  until: Condition,
  use: Use = async () => [],
): Promise<readonly Row[]> {
  return withSitting(context, name, async (sitting: Sitting) => {
    const { page, close } = await sitting.open(query);
    const first = await whenFirst(page, until);
    await page.waitForLoadState('networkidle');
    const task = await longestTask(page);
    const paints = await use(page);
    const after = await longestTask(page);
    const { used } = await heapBytes(page);
    await close();
    return [
      row(`${title}: longest task`, Math.max(task, after), 'ms', 100, {
        measured: `first picture ${timeText(first)}${paints.length === 0 ? '' : `, keys p95 ${timeText(percentile(paints, 0.95))}`}`,
      }),
      row(`${title}: heap of the page`, used / 1e6, 'MB', 150),
    ];
  });
}

async function pageThrough(page: Page): Promise<readonly number[]> {
  await page.keyboard.press('2');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector('[role=row][aria-level="2"][aria-selected]');
  const paints: number[] = [];
  for (let step = 0; step < 20; step++) paints.push((await press(page, 'PageDown', 'painted')).paint);
  paints.push((await press(page, 'End', 'painted')).paint);
  // The rows at the end, and those of the pages that were passed.
  await page.waitForFunction(() => document.activeElement?.hasAttribute('aria-selected') === true);
  await page.waitForLoadState('networkidle');
  return paints;
}
