import { describeProblem, type Problem, problemKind } from '@stratascope/core';
import type { OutputStream } from './command-streams';
import { painter } from './paint';

/** Most problems of one code and layer that are written out; `inspect` lists them all. */
const MOST_OF_A_KIND = 3;

/**
 * Tells of the problems and notes of an image on stderr, for people: `problem tar-corrupt: Layer 3: …`.
 *
 * Of many alike the first ones and a count: an image with a thousand useless whiteouts must not bury its one broken layer.
 */
export async function writeProblems(problems: readonly Problem[], err: OutputStream): Promise<void> {
  const paint = painter(err);
  for (const alike of groupAlike(problems)) {
    const shown = alike.slice(0, MOST_OF_A_KIND);
    for (const problem of shown) {
      const { message, hint } = describeProblem(problem);
      const kind = problemKind(problem.code);
      const label = paint(kind === 'problem' ? 'removed' : 'quiet', `${kind} ${problem.code}:`);
      await err.write(`${label} ${message}${kind === 'problem' ? ` ${hint}` : ''}\n`);
    }
    const more = count(alike) - shown.length;
    const [first] = alike;
    if (more > 0 && first !== undefined) {
      await err.write(paint('quiet', `${problemKind(first.code)} ${first.code}: and ${more} more like it.\n`));
    }
  }
}

/** The problems of each code and layer together, in the order of the first of each. */
function groupAlike(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.code} ${problem.layer ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()];
}

/** How many there are, with those that rule 28 only counts. */
function count(problems: readonly Problem[]): number {
  return problems.reduce((sum, { details }) => sum + (typeof details?.more === 'number' ? details.more : 1), 0);
}
