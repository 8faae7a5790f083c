import type { ByteString } from './byte-string';

/** What an image can have wrong or odd about it and still open (rules 1-28; `docs/problems.md` has them all). */
export type ProblemCode =
  | 'artifact'
  | 'bad-whiteout'
  | 'compression-unsupported'
  | 'config-missing'
  | 'diff-ids-mismatch'
  | 'digest-invalid'
  | 'digest-mismatch'
  | 'digest-unsupported'
  | 'entry-type-skipped'
  | 'global-header-ignored'
  | 'hardlink-target-missing'
  | 'hardlink-to-directory'
  | 'history-absent'
  | 'history-mismatch'
  | 'images-left-out'
  | 'implied-over-declared'
  | 'index-cycle'
  | 'json-bom'
  | 'json-duplicate-key'
  | 'json-shape'
  | 'json-syntax'
  | 'layer-encrypted'
  | 'layout-version'
  | 'limit-entries'
  | 'limit-index-depth'
  | 'limit-json-depth'
  | 'limit-json-size'
  | 'limit-json-values'
  | 'limit-layers'
  | 'limit-path-length'
  | 'limit-pax-size'
  | 'limit-unpacked-ratio'
  | 'limit-zstd-window'
  | 'manifest-missing'
  | 'media-type-unknown'
  | 'member-link-loop'
  | 'member-not-a-file'
  | 'member-outside'
  | 'member-repeated'
  | 'missing'
  | 'parent-replaced'
  | 'path-escapes-root'
  | 'root-not-directory'
  | 'schema1'
  | 'size-mismatch'
  | 'stream-corrupt'
  | 'tar-corrupt'
  | 'text-not-utf8'
  | 'through-non-directory'
  | 'whiteout-of-nothing';

/** `problem` marks the layer or image; `note` is shown quietly, all contents are whole. */
export type ProblemKind = 'problem' | 'note';

/**
 * The values that a message names, under the names that the tables in `messages/` read; numbers are bytes unless the
 * name says otherwise. `path`, `target`, `member`, `directory` and `begins` are bytes ({@link ByteString}); all other text is text.
 */
export type ProblemDetails = Readonly<Record<string, string | number>>;

/**
 * An error or oddity that the product reports with layer, path and reason, and survives.
 *
 * It carries facts; {@link describeProblem} makes the sentence and the hint in the reader's language.
 */
export interface Problem {
  readonly code: ProblemCode;
  /** From 1, the base. Absent: the image as a whole. */
  readonly layer?: number;
  /** The normal form of the path, or the raw name where it has none (rule 28). */
  readonly path?: ByteString;
  readonly details?: ProblemDetails;
}
