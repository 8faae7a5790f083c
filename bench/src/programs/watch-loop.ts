import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before the product (`node --import`): watches how long its main thread is busy at a stretch, and writes that to the
 * file `STRATASCOPE_BENCH_LOOP` at the end. What happens before it is told to begin, by SIGUSR2, does not count.
 */

const path = process.env.STRATASCOPE_BENCH_LOOP;
// Worker threads get the same flags, but may be busy as long as they like.
if (isMainThread && path !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => delay.reset());
  process.on('exit', () => {
    writeFileSync(path, JSON.stringify({ longest: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }));
  });
}
