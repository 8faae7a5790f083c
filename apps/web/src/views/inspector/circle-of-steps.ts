/** Where a way that comes to no end begins to repeat itself, and after how many steps it is there again. */
export interface Circle {
  /** From 0. */
  readonly start: number;
  readonly length: number;
}

/**
 * The circle that the last steps go in; null where they repeat nothing, as a way that is merely too long.
 *
 * A link may be met twice on a way that is no circle, so only what repeats up to the end counts.
 */
export function circleOfSteps(steps: readonly string[]): Circle | null {
  for (let start = 0; start < steps.length; start++) {
    for (let length = 1; start + length < steps.length; length++) {
      let at = start;
      while (at + length < steps.length && steps[at] === steps[at + length]) at++;
      if (at + length === steps.length) return { start, length };
    }
  }
  return null;
}
