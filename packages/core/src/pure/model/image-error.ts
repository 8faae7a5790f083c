import type { ProblemDetails } from './problem';

/** Why no image can be shown, or a request cannot be answered. Each has a message, a hint, an HTTP status and an exit code. */
export type ErrorCode =
  // Of the location or image: exit 3.
  | 'archive-corrupt'
  | 'artifact-only'
  | 'empty-file'
  | 'index-missing'
  | 'json-shape'
  | 'json-syntax'
  | 'limit-index-depth'
  | 'limit-json-depth'
  | 'limit-json-size'
  | 'limit-json-values'
  | 'limit-layers'
  | 'limit-members'
  | 'limit-open-images'
  | 'limit-data-size'
  | 'limit-unpacked-ratio'
  | 'limit-zstd-window'
  | 'location-changed'
  | 'location-missing'
  | 'location-unreadable'
  | 'manifest-missing'
  | 'no-images'
  | 'not-an-image'
  | 'schema1'
  | 'compression-unsupported'
  | 'stream-corrupt'
  | 'digest-invalid'
  | 'upload-too-large'
  | 'data-folder-unwritable'
  | 'disk-full'
  | 'cancelled'
  // Of the question: exit 2.
  | 'image-ambiguous'
  | 'image-unknown'
  | 'platform-unknown'
  | 'level-unknown'
  | 'layer-unknown'
  | 'path-unknown'
  | 'not-a-file'
  | 'usage'
  | 'query-invalid'
  | 'request-invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'internal';

/** Work that cannot go on. Carries facts; `describeError` makes the sentence and the hint in the reader's language. */
export class ImageError extends Error {
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, options: { readonly details?: ProblemDetails; readonly cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'ImageError';
    this.code = code;
    this.details = options.details ?? {};
  }
}
