import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** The same, of the time of a processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of a page's main thread: by the clock, and the most that one had of a processor. Milliseconds. */
export interface LongestTask {
  readonly wall: number;
  readonly processor: number;
}

/** By the browser's own trace, while something is done. On a busy machine a task waits, so that its wall time says little. */
export async function longestTaskWhile(browser: Browser, page: Page, work: () => Promise<void>): Promise<LongestTask> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasksOf = ({ pid, tid }: TraceEvent) =>
    traceEvents.filter((event) => isTask(event) && event.pid === pid && event.tid === tid);
  // There is a spare renderer, which has nothing to do.
  const tasks = threads.map(tasksOf).reduce((most, each) => (sum(each) > sum(most) ? each : most), []);
  return {
    wall: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    processor: Math.max(0, ...tasks.map(({ dur = 0, tdur = dur }) => tdur / 1000)),
  };
}

const isTask = ({ name, ph }: TraceEvent) =>
  ph === 'X' && (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');

const sum = (tasks: readonly TraceEvent[]) => tasks.reduce((before, { dur = 0 }) => before + dur, 0);
