import type { Page } from '@playwright/test';
import type { Benchmark } from '../harness/benchmark';
import type { Row } from '../harness/row';
import { percentile } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { LARGE_DIRECTORIES } from '../recipes/tree-recipes';
import { type LongestTask, longestTaskWhile } from './main-thread';
import type { Condition } from './probe';
import { heapBytes, press, processorClock, row, type Sitting, whenFirst, withSitting } from './sitting';

const KEYS = 60;
const LEVEL_MOVES = 30;
/** Between two presses of who looks at what a press brought. */
const LOOK_MILLISECONDS = 120;
const PAINT_TARGET = 50;
const TASK_TARGET = 100;
const HEAP_TARGET = 150;

/** Keys in the tree, levels, large directories: 1,000,000 entries in 40 layers. */
export const useTree: Benchmark = {
  name: 'page-tree',
  title: 'keys in the tree, changes of level, directories of 20,000 children',
  run: (context) =>
    withSitting(context, 'page-million', async (sitting) => {
      const seen = new Map<string, Times>();
      const empty: number[] = [];
      const heaps: { readonly used: number; readonly live: number }[] = [];
      for (let round = 0; round < context.rounds; round++) {
        empty.push(...(await keysOfEmptyPage(sitting)));
        const { page, close } = await sitting.open();
        const measure = (what: string, work: () => Promise<Pressed>) => measureOn(seen, what, { sitting, page }, work);
        await whenFirst(page, 'rows');
        await page.waitForLoadState('networkidle');
        await page.keyboard.press('2');
        await unfoldSome(page);
        await measure('key press in the tree', () => repeatKeys(page, KEYS, ['ArrowDown'], 'painted'));
        await measure('selecting a row', () => selectRows(page));
        await page.keyboard.press('Escape');
        await measure('change of level', () =>
          repeatKeys(page, LEVEL_MOVES, ['[', '[', '[', ']'], 'rows', LOOK_MILLISECONDS),
        );
        await page.keyboard.press(']');
        await measure('opening a directory of 20,000', () => openLarge(page));
        await measure('page down through 20,000 rows', () => repeatKeys(page, KEYS, ['PageDown'], 'rows'));
        heaps.push(await heapBytes(page));
        await close();
      }
      const heap = heaps.reduce((most, each) => (each.used > most.used ? each : most));
      return [
        ...[...seen].flatMap(([what, times]) => rowsOf(what, times, empty)),
        row('heap of the page after all of it', heap.used / 1e6, 'MB', HEAP_TARGET, {
          measured: `without garbage ${(heap.live / 1e6).toFixed(0)} MB`,
        }),
      ];
    }),
};

interface Times {
  readonly paint: number[];
  readonly done: number[];
  readonly tasks: LongestTask[];
  /** Milliseconds of the page's main thread, of all presses of a round. */
  readonly processor: number[];
}

type Pressed = readonly { readonly paint: number; readonly done: number }[];

async function measureOn(
  seen: Map<string, Times>,
  what: string,
  { sitting: { browser }, page }: { readonly sitting: Sitting; readonly page: Page },
  work: () => Promise<Pressed>,
): Promise<void> {
  const times = seen.get(what) ?? { paint: [], done: [], tasks: [], processor: [] };
  seen.set(what, times);
  const clock = await processorClock(page);
  const task = await longestTaskWhile(browser, page, async () => {
    for (const { paint, done } of await work()) {
      times.paint.push(paint);
      times.done.push(done);
    }
  });
  times.tasks.push(task);
  times.processor.push(await clock());
}

/** What a key takes to the next paint of a page that does nothing: the browser's and the machine's own share. */
async function keysOfEmptyPage(sitting: Sitting): Promise<readonly number[]> {
  const { page, close } = await sitting.openEmpty();
  const times = await repeatKeys(page, KEYS / 2, ['ArrowDown'], 'painted');
  await close();
  return times.map(({ paint }) => paint);
}

function rowsOf(what: string, { paint, done, tasks, processor }: Times, empty: readonly number[]): readonly Row[] {
  const isSame = done.every((value, at) => value === paint[at]);
  const each = processor.reduce((sum, value) => sum + value, 0) / paint.length;
  const words = [
    isSame
      ? null
      : `what was asked for: median ${timeText(percentile(done, 0.5))}, p95 ${timeText(percentile(done, 0.95))}`,
    `processor time of the page ${timeText(each)}`,
  ];
  return [
    row(`${what}: p95 to the next paint`, percentile(paint, 0.95), 'ms', PAINT_TARGET, {
      floor: `empty page ${timeText(percentile(empty, 0.95))}`,
      measured: words.filter((word) => word !== null).join('; '),
    }),
    row(`${what}: longest task`, Math.max(...tasks.map(({ wall }) => wall)), 'ms', TASK_TARGET, {
      measured: `most processor time of one ${timeText(Math.max(...tasks.map((task) => task.processor)))}`,
    }),
  ];
}

async function repeatKeys(
  page: Page,
  count: number,
  keys: readonly [string, ...string[]],
  until: Condition,
  pause = 0,
): Promise<Pressed> {
  const times: { readonly paint: number; readonly done: number }[] = [];
  for (let step = 0; step < count; step++) {
    times.push(await press(page, keys[step % keys.length] ?? keys[0], until));
    if (pause > 0) await page.waitForTimeout(pause);
  }
  return times;
}

async function selectRows(page: Page): Promise<Pressed> {
  const times: { readonly paint: number; readonly done: number }[] = [];
  for (let step = 0; step < KEYS / 2; step++) {
    await page.keyboard.press('ArrowUp');
    times.push(await press(page, 'Enter', 'painted'));
    await page.waitForTimeout(LOOK_MILLISECONDS);
  }
  return times;
}

/** A tree as it is when somebody has looked around: folders open in folders. */
async function unfoldSome(page: Page): Promise<void> {
  await page.keyboard.press('Home');
  for (let depth = 0; depth < 6; depth++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('[role=treegrid]')?.getAttribute('aria-busy') !== 'true');
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Home');
}

/** Opens the folders with 20,000 files, one after another, and closes each again; the last stays open. */
async function openLarge(page: Page): Promise<Pressed> {
  const times: { readonly paint: number; readonly done: number }[] = [];
  await page.keyboard.press('Home');
  await goTo(page, 'srv');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('[role=row][aria-label^="large-"]') !== null);
  await page.keyboard.press('ArrowDown');
  for (let folder = 1; folder <= LARGE_DIRECTORIES; folder++) {
    times.push(await press(page, 'ArrowRight', 'opened'));
    if (folder === LARGE_DIRECTORIES) break;
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
  }
  return times;
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press("'");
  await page.keyboard.type(name);
  await page.waitForFunction(
    (wanted) => document.activeElement?.getAttribute('aria-label')?.startsWith(wanted) === true,
    name,
  );
  // What is typed soon after would still belong to the name.
  await page.waitForTimeout(1000);
}
