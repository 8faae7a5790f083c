import { describeProblem, type Problem, type ProblemKind, problemKind, showBytes } from '@stratascope/core';

/** A problem or note as JSON answers carry it. */
export interface ProblemJson {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly layer?: number;
  readonly path?: string;
  readonly pathHex?: string;
  /** Stands for so many of the code and layer that are not listed (rule 28). */
  readonly more?: number;
  readonly message: string;
  readonly hint: string;
}

export function problemJson(problem: Problem): ProblemJson {
  const path = problem.path === undefined ? undefined : showBytes(problem.path);
  const more = problem.details?.more;
  return {
    code: problem.code,
    kind: problemKind(problem.code),
    ...(problem.layer === undefined ? {} : { layer: problem.layer }),
    ...(path === undefined ? {} : { path: path.text }),
    ...(path?.hex === undefined ? {} : { pathHex: path.hex }),
    ...(typeof more === 'number' ? { more } : {}),
    ...describeProblem(problem),
  };
}
