import { type Problem as CoreProblem, describeProblem, type Language, problemKind, showBytes } from '@stratascope/core';
import type { Problem } from '@stratascope/protocol';

/** A problem with its sentence and hint in the reader's language. */
export function presentProblem(problem: CoreProblem, language: Language): Problem {
  const { code, layer, path, details } = problem;
  return {
    code,
    kind: problemKind(code),
    ...(layer === undefined ? {} : { layer }),
    ...(path === undefined ? {} : presentPath(path)),
    ...describeProblem(problem, language),
    ...(details === undefined ? {} : { details }),
  };
}

/** A path or name as answers have it: text, and digits only where the bytes are not valid UTF-8. */
export function presentPath(path: Parameters<typeof showBytes>[0]): {
  readonly path: string;
  readonly pathHex?: string;
} {
  const { text, hex } = showBytes(path);
  return hex === undefined ? { path: text } : { path: text, pathHex: hex };
}
