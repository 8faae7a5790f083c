import { describeProblem, type Problem, type ProblemKind, problemKind, showBytes } from '@stratascope/core';

/** A problem or note as JSON answers carry it. */
export interface ProblemJson {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly layer?: number;
  readonly path?: string;
  readonly pathHex?: string;
  readonly message: string;
  readonly hint: string;
}

export function problemJson(problem: Problem): ProblemJson {
  const path = problem.path === undefined ? undefined : showBytes(problem.path);
  return {
    code: problem.code,
    kind: problemKind(problem.code),
    ...(problem.layer === undefined ? {} : { layer: problem.layer }),
    ...(path === undefined ? {} : { path: path.text }),
    ...(path?.hex === undefined ? {} : { pathHex: path.hex }),
    ...describeProblem(problem),
  };
}
