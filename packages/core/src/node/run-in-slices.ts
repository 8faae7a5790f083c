import { setImmediate } from 'node:timers/promises';

/** So long others may have to wait. A step takes a millisecond or two. */
const SLICE_MILLISECONDS = 8;

/**
 * Does work that comes in steps, and lets others have their turn in between.
 *
 * @throws the signal's reason
 */
export async function runInSlices<Result>(steps: Iterator<void, Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  for (let sliceBegan = performance.now(); ; ) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - sliceBegan < SLICE_MILLISECONDS) continue;
    await setImmediate();
    signal.throwIfAborted();
    sliceBegan = performance.now();
  }
}
