import { type ErrorCode, ImageError } from '../model/image-error';
import type { Problem, ProblemCode } from '../model/problem';

// Errors of one document of a location: where other images are whole, they are problems.
const DOCUMENT_CODES = [
  'digest-invalid',
  'json-shape',
  'json-syntax',
  'limit-index-depth',
  'limit-json-depth',
  'limit-json-size',
  'limit-json-values',
  'limit-layers',
  'manifest-missing',
  'schema1',
] as const satisfies readonly (ErrorCode & ProblemCode)[];

type DocumentCode = (typeof DOCUMENT_CODES)[number];

/** Why one image of a location cannot be read, while others may be. */
export type DocumentFailure = ImageError & { readonly code: DocumentCode };

/** False for what concerns the location as a whole, such as a file that changed. */
function isDocumentFailure(error: unknown): error is DocumentFailure {
  return error instanceof ImageError && DOCUMENT_CODES.some((code) => code === error.code);
}

/** What `read` gives; a failure of the document goes to `onFailure`, and null is given. */
export async function tryDocument<Value>(
  read: () => Promise<Value>,
  onFailure: (failure: DocumentFailure) => void,
): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (!isDocumentFailure(error)) throw error;
    onFailure(error);
    return null;
  }
}

export function failureToProblem(failure: DocumentFailure): Problem {
  return { code: failure.code, details: failure.details };
}

/** Failures as problems; manifests that one index names and that are not here are told together. */
export function failuresToProblems(failures: readonly DocumentFailure[]): readonly Problem[] {
  const missing = new Map<string, DocumentFailure[]>();
  const problems: Problem[] = [];
  for (const failure of failures) {
    if (failure.code !== 'manifest-missing') {
      problems.push(failureToProblem(failure));
      continue;
    }
    const index = String(failure.details.name);
    const others = missing.get(index);
    if (others === undefined) missing.set(index, [failure]);
    else others.push(failure);
  }
  return [...problems, ...[...missing.values()].flatMap(describeMissing)];
}

function describeMissing(failures: readonly DocumentFailure[]): readonly Problem[] {
  const first = failures[0];
  if (first === undefined) return [];
  const platforms = failures.flatMap(({ details }) => (details.platforms === undefined ? [] : [details.platforms]));
  const details = { ...first.details, count: failures.length, platforms: [...new Set(platforms)].join(', ') };
  return [{ code: 'manifest-missing', details }];
}
