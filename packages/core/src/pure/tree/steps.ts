/** Work that is done a little at a time: each step may be followed by something else. What comes of it is its value. */
export type Steps<Result = void> = Generator<void, Result>;

/** Does it all at a stretch. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * How many paths, entries or versions one step handles. Each costs up to a tenth of a microsecond, or a few where memory
 * is slow, so that a step takes a millisecond or two: far from the 50 that others may have to wait.
 */
export const STEP = 1 << 14;

/** Goes through `[0, end)`, a step's worth at a time. */
export function* inRanges(end: number, work: (from: number, to: number) => void): Steps {
  for (let from = 0; from < end; from += STEP) {
    work(from, Math.min(from + STEP, end));
    yield;
  }
}

/** The same from the end down to the beginning. */
export function* inRangesDown(end: number, work: (from: number, to: number) => void): Steps {
  for (let to = end; to > 0; to -= STEP) {
    work(Math.max(0, to - STEP), to);
    yield;
  }
}
