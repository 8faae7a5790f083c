import type { ErrorCode } from './image-error';

/** 2: bad usage or choice. 3: the image could not be read. */
export type ErrorExitCode = 2 | 3;

/** How each error ends: on the command line, and over HTTP. */
const OUTCOMES: Record<ErrorCode, { readonly exit: ErrorExitCode; readonly status: number }> = {
  'archive-corrupt': { exit: 3, status: 422 },
  'artifact-only': { exit: 3, status: 422 },
  'compression-unsupported': { exit: 3, status: 422 },
  'digest-invalid': { exit: 3, status: 422 },
  'empty-file': { exit: 3, status: 422 },
  'index-missing': { exit: 3, status: 422 },
  'json-shape': { exit: 3, status: 422 },
  'json-syntax': { exit: 3, status: 422 },
  'limit-index-depth': { exit: 3, status: 422 },
  'limit-json-depth': { exit: 3, status: 422 },
  'limit-json-size': { exit: 3, status: 422 },
  'limit-json-values': { exit: 3, status: 422 },
  'limit-layers': { exit: 3, status: 422 },
  'limit-members': { exit: 3, status: 422 },
  'limit-open-images': { exit: 3, status: 409 },
  'limit-data-size': { exit: 3, status: 507 },
  'limit-unpacked-ratio': { exit: 3, status: 422 },
  'limit-zstd-window': { exit: 3, status: 422 },
  'manifest-missing': { exit: 3, status: 422 },
  'no-images': { exit: 3, status: 422 },
  'not-an-image': { exit: 3, status: 422 },
  schema1: { exit: 3, status: 422 },
  'stream-corrupt': { exit: 3, status: 422 },
  'location-changed': { exit: 3, status: 409 },
  'location-missing': { exit: 3, status: 404 },
  'location-unreadable': { exit: 3, status: 403 },
  'upload-too-large': { exit: 3, status: 413 },
  'data-folder-unwritable': { exit: 3, status: 507 },
  'disk-full': { exit: 3, status: 507 },
  // 499 is what servers log for a client that left; there is no registered status.
  cancelled: { exit: 3, status: 499 },
  internal: { exit: 3, status: 500 },
  'image-ambiguous': { exit: 2, status: 409 },
  'image-unknown': { exit: 2, status: 404 },
  'platform-unknown': { exit: 2, status: 404 },
  'level-unknown': { exit: 2, status: 404 },
  'layer-unknown': { exit: 2, status: 404 },
  'path-unknown': { exit: 2, status: 404 },
  'not-a-file': { exit: 2, status: 409 },
  usage: { exit: 2, status: 400 },
  'query-invalid': { exit: 2, status: 400 },
  'request-invalid': { exit: 2, status: 400 },
  unauthorized: { exit: 2, status: 401 },
  forbidden: { exit: 2, status: 403 },
  'not-found': { exit: 2, status: 404 },
};

export function errorExitCode(code: ErrorCode): ErrorExitCode {
  return OUTCOMES[code].exit;
}

/** The HTTP status that an answer with this error carries. */
export function errorStatus(code: ErrorCode): number {
  return OUTCOMES[code].status;
}

/** All codes, sorted. */
export const ERROR_CODES: readonly ErrorCode[] = Object.keys(OUTCOMES).sort() as ErrorCode[];
