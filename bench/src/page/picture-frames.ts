import type { Page } from '@playwright/test';
import type { Benchmark } from '../harness/benchmark';
import type { Row } from '../harness/row';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { type LongestTask, longestTaskWhile } from './main-thread';
import { LARGE_WINDOW } from './open-browser';
import { heapBytes, longestTask, row, whenFirst, withSitting } from './sitting';

const FRAME = 16;
const STEPS = 60;
/** A zoom takes 240 ms. */
const ZOOM_MILLISECONDS = 450;

const SHAPES = { treemap: 'Treemap', icicle: 'Icicle' } as const;

/** Frames of both pictures with as many cells as they may have: the pointer over them, into a folder and out. */
export const pictureFrames: Benchmark = {
  name: 'page-bytes',
  title: 'frames of treemap and icicle, 1,000,000 entries on a large screen',
  run: (context) =>
    withSitting(context, 'page-million', async ({ browser, open }) => {
      const rows: Row[] = [];
      for (const [shape, label] of Object.entries(SHAPES)) {
        const hover: LongestTask[] = [];
        const zoom: LongestTask[] = [];
        const firsts: number[] = [];
        const tasks: number[] = [];
        let cells = 0;
        let heap = 0;
        for (let round = 0; round < context.rounds; round++) {
          const { page, close } = await open('?view=bytes', LARGE_WINDOW);
          firsts.push(await whenFirst(page, 'picture'));
          await page.getByRole('radio', { name: label }).click();
          await page.waitForLoadState('networkidle');
          cells = await cellsOf(page);
          await longestTask(page);
          hover.push(await longestTaskWhile(browser, page, () => moveOver(page)));
          zoom.push(await longestTaskWhile(browser, page, () => zoomInAndOut(page)));
          tasks.push(await longestTask(page));
          heap = Math.max(heap, (await heapBytes(page)).used);
          await close();
        }
        rows.push(
          row(`${shape}: first drawn, ${cells} cells`, median(firsts), 'ms', null),
          frameRow(`${shape}: the pointer over ${cells} cells`, hover),
          frameRow(`${shape}: into a folder and out`, zoom),
          row(`${shape}: longest task`, Math.max(...tasks), 'ms', 100),
          row(`${shape}: heap of the page`, heap / 1e6, 'MB', 150),
        );
      }
      return rows;
    }),
};

/** Judged by the processor's time: a frame is late by what it costs, not by what else the machine does. */
function frameRow(what: string, tasks: readonly LongestTask[]): Row {
  return row(`${what}: longest task, processor time`, median(tasks.map(({ processor }) => processor)), 'ms', FRAME, {
    measured: `by the clock ${timeText(median(tasks.map(({ wall }) => wall)))}`,
  });
}

async function cellsOf(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.querySelector('[data-cells]')?.getAttribute('data-cells') ?? 0));
}

async function stageBox(page: Page) {
  const box = await page.locator('[data-cells]').boundingBox();
  if (box === null) throw new Error('there is no picture');
  return box;
}

async function moveOver(page: Page): Promise<void> {
  const { x, y, width, height } = await stageBox(page);
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.move(x + (width * (step + 0.5)) / STEPS, y + height * (0.1 + 0.8 * Math.abs(Math.sin(step))));
    await page.waitForTimeout(FRAME);
  }
}

async function zoomInAndOut(page: Page): Promise<void> {
  await page.locator('[role=treeitem][tabindex="0"]').focus();
  for (const key of ['Enter', 'Backspace', 'Enter', 'Enter', 'Backspace']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(ZOOM_MILLISECONDS);
  }
}
