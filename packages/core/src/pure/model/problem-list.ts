import type { Problem } from './problem';

/** Most problems of one code and layer that are listed (rule 28). */
export const MOST_PROBLEMS_OF_A_KIND = 100;

/** Gathers problems and keeps to rule 28: at most 100 of a code and layer, then one that counts the rest. */
export interface ProblemList {
  add(problem: Problem): void;
  /** In the order of adding; then, for each code and layer that had more, one problem whose detail `more` says how many. */
  list(): readonly Problem[];
}

export function createProblemList(first: readonly Problem[] = []): ProblemList {
  const kept: Problem[] = [];
  const counts = new Map<string, { readonly problem: Problem; count: number }>();
  function add(problem: Problem): void {
    const key = `${problem.code} ${problem.layer ?? ''}`;
    const already = counts.get(key) ?? { problem, count: 0 };
    counts.set(key, already);
    const more = problem.details?.more;
    if (typeof more === 'number') {
      already.count += more;
      return;
    }
    already.count++;
    if (already.count <= MOST_PROBLEMS_OF_A_KIND) kept.push(problem);
  }
  for (const problem of first) add(problem);
  return {
    add,
    list: () => [...kept, ...rest(kept, counts.values())],
  };
}

/** The same for a list that is there already; doing it twice changes nothing. */
export function boundProblems(problems: readonly Problem[]): readonly Problem[] {
  return createProblemList(problems).list();
}

function* rest(
  kept: readonly Problem[],
  counts: Iterable<{ readonly problem: Problem; readonly count: number }>,
): Generator<Problem> {
  const listed = new Map<string, number>();
  const key = (problem: Problem) => `${problem.code} ${problem.layer ?? ''}`;
  for (const problem of kept) listed.set(key(problem), (listed.get(key(problem)) ?? 0) + 1);
  for (const { problem, count } of counts) {
    const more = count - (listed.get(key(problem)) ?? 0);
    if (more === 0) continue;
    yield { code: problem.code, ...(problem.layer === undefined ? {} : { layer: problem.layer }), details: { more } };
  }
}
