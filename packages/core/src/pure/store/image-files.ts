import type { ByteString } from '../model/byte-string';
import type { Digest, DigestAlgorithm } from '../model/digest';
import type { EntryPath } from '../model/entry-path';
import type { Problem } from '../model/problem';
import type { ListingBudget } from './listing-budget';
import type { ByteSource, Limits } from './store';

/** What a name leads to. */
export type FileLookup =
  | { readonly kind: 'file'; readonly source: ByteSource }
  | { readonly kind: 'absent' }
  /** `member-outside`, `member-link-loop` or `member-not-a-file`; it names no layer yet. */
  | { readonly kind: 'fault'; readonly problem: Problem };

/**
 * The files that images are read from: members of an archive, or a folder. Links are followed, never out of it.
 */
export interface ImageFiles {
  /** For messages: the location as it was named. */
  readonly location: string;
  /** Of the archive itself (`member-repeated`). */
  readonly problems: readonly Problem[];
  /** Looks a name up, from the root of the archive or folder. Opens no contents. */
  find(name: ByteString): Promise<FileLookup>;
  /** Whether there is anything below this directory of the root, such as `blobs`. */
  hasDirectory(name: string): Promise<boolean>;
  /** Paths of an archive's members, in its order; none for a folder. */
  paths(): Iterable<EntryPath>;
}

/** What reading images takes from the platform. */
export interface ImagePlatform {
  hash(algorithm: DigestAlgorithm, bytes: Uint8Array): Digest;
  memorySource(bytes: Uint8Array): ByteSource;
}

export interface ImageContext {
  readonly files: ImageFiles;
  readonly limits: Limits;
  readonly platform: ImagePlatform;
  readonly signal: AbortSignal;
  /** While images are listed. */
  readonly budget?: ListingBudget | undefined;
}
