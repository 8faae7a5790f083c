import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds of each task of the page's main thread while something is done, by the browser's own trace. */
export async function tasksWhile(browser: Browser, page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasksOf = ({ pid, tid }: TraceEvent) =>
    traceEvents.filter((event) => isTask(event) && event.pid === pid && event.tid === tid);
  // There is a spare renderer, which has nothing to do.
  const all = threads.map(tasksOf).map((tasks) => tasks.map(({ dur = 0 }) => dur / 1000));
  return all.reduce((most, tasks) => (sum(tasks) > sum(most) ? tasks : most), []);
}

const isTask = ({ name, ph }: TraceEvent) =>
  ph === 'X' && (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');

const sum = (values: readonly number[]) => values.reduce((before, value) => before + value, 0);
