import { setImmediate } from 'node:timers/promises';
import type { PathSearch } from '@stratascope/core';

/** So long others may have to wait. A step takes a millisecond or two. */
const SLICE_MILLISECONDS = 8;

/**
 * Goes on with a search until it has its page, or to its end, and lets others have their turn in between.
 *
 * @throws AbortError where nobody waits for it any more.
 */
export async function runSearch(search: PathSearch, until: 'page' | 'end', signal: AbortSignal): Promise<void> {
  let sliceBegan = performance.now();
  while ((until === 'end' || search.next === null) && search.step()) {
    if (performance.now() - sliceBegan < SLICE_MILLISECONDS) continue;
    await setImmediate();
    signal.throwIfAborted();
    sliceBegan = performance.now();
  }
}
