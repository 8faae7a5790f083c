import { ImageError } from '../../model/image-error';
import type { Problem, ProblemDetails } from '../../model/problem';
import { parseJson } from './parse-json';
import { type FaultHandler, type Place, rootPlace } from './read-shape';

/** Which document a message is about. */
export interface DocumentLabel {
  readonly document: 'index' | 'manifest' | 'config' | 'file';
  /** Its file name, or its digest. */
  readonly name: string;
}

export interface DocumentOptions {
  readonly label: DocumentLabel;
  /** `jsonSize` is checked before the bytes are read, by who reads them. */
  readonly limits: { readonly jsonDepth: number; readonly jsonValues: number };
  /** Hears of notes: `json-bom`, `json-duplicate-key`, `text-not-utf8`. */
  readonly report: (problem: Problem) => void;
  /** What becomes of values of a wrong shape; {@link strictly} if it is not said. */
  readonly onFault?: FaultHandler;
}

/**
 * The root of a JSON document.
 *
 * @throws ImageError `json-syntax` with the byte offset, `limit-json-depth`, `limit-json-values`.
 */
export function readDocument(bytes: Uint8Array, options: DocumentOptions): Place {
  const { label, limits, report } = options;
  const details = labelDetails(label);
  const parsed = parseJson(bytes, { maxDepth: limits.jsonDepth, maxValues: limits.jsonValues });
  switch (parsed.kind) {
    case 'syntax':
      throw new ImageError('json-syntax', { details: { ...details, offset: parsed.offset } });
    case 'too-deep':
      throw new ImageError('limit-json-depth', { details: { ...details, limit: limits.jsonDepth } });
    case 'too-many':
      throw new ImageError('limit-json-values', { details: { ...details, limit: limits.jsonValues } });
    case 'value':
      if (parsed.hasByteOrderMark) report({ code: 'json-bom', details });
      if (parsed.hasInvalidUtf8) report({ code: 'text-not-utf8', details });
      for (const key of parsed.duplicateKeys) report({ code: 'json-duplicate-key', details: { ...details, key } });
      return rootPlace(parsed.value, options.onFault ?? strictly(label));
  }
}

/** A fault ends the reading: for what no image can be shown without. */
export function strictly(label: DocumentLabel): FaultHandler {
  return (fault) => {
    throw new ImageError('json-shape', { details: { ...labelDetails(label), ...fault } });
  };
}

/** A fault becomes a problem (of `layer`, if it is said), and reading goes on without the value. */
export function leniently(label: DocumentLabel, report: (problem: Problem) => void, layer?: number): FaultHandler {
  return (fault) =>
    report({
      code: 'json-shape',
      ...(layer === undefined ? {} : { layer }),
      details: { ...labelDetails(label), ...fault },
    });
}

export function labelDetails(label: DocumentLabel): ProblemDetails {
  return { document: label.document, name: label.name };
}
