import type { ProblemCode, ProblemKind } from './problem';

const KINDS: Record<ProblemCode, ProblemKind> = {
  artifact: 'note',
  'bad-whiteout': 'problem',
  'compression-unsupported': 'problem',
  'config-missing': 'problem',
  'diff-ids-mismatch': 'note',
  'digest-invalid': 'problem',
  'digest-mismatch': 'problem',
  'digest-unsupported': 'problem',
  'entry-type-skipped': 'note',
  'global-header-ignored': 'note',
  'hardlink-target-missing': 'problem',
  'hardlink-to-directory': 'problem',
  'history-absent': 'note',
  'history-mismatch': 'note',
  'images-left-out': 'problem',
  'implied-over-declared': 'note',
  'index-cycle': 'problem',
  'json-bom': 'note',
  'json-duplicate-key': 'note',
  'json-shape': 'problem',
  'json-syntax': 'problem',
  'layer-encrypted': 'problem',
  'layout-version': 'note',
  'limit-entries': 'problem',
  'limit-index-depth': 'problem',
  'limit-json-depth': 'problem',
  'limit-json-size': 'problem',
  'limit-json-values': 'problem',
  'limit-layers': 'problem',
  'limit-path-length': 'problem',
  'limit-pax-size': 'problem',
  'limit-unpacked-ratio': 'problem',
  'limit-zstd-window': 'problem',
  // A layout may hold one platform of many on purpose; what is shown is whole.
  'manifest-missing': 'note',
  'media-type-unknown': 'note',
  'member-link-loop': 'problem',
  'member-not-a-file': 'problem',
  'member-outside': 'problem',
  'member-repeated': 'note',
  missing: 'problem',
  'parent-replaced': 'note',
  'path-escapes-root': 'problem',
  'root-not-directory': 'problem',
  schema1: 'problem',
  'size-mismatch': 'problem',
  'stream-corrupt': 'problem',
  'tar-corrupt': 'problem',
  'text-not-utf8': 'note',
  'through-non-directory': 'problem',
  'whiteout-of-nothing': 'note',
};

/** Whether a code marks the layer or image, or is shown quietly because all contents are whole. */
export function problemKind(code: ProblemCode): ProblemKind {
  return KINDS[code];
}

/** All codes, sorted. */
export const PROBLEM_CODES: readonly ProblemCode[] = Object.keys(KINDS).sort() as ProblemCode[];
