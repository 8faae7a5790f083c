import type { ImageSource } from './store';

/** One image of a list, with its names still to be gathered: several entries may name it. */
export interface FoundImage {
  readonly ref: Omit<ImageSource['ref'], 'names' | 'aliases'>;
  /** Entries of one list with the same key are the same image. */
  readonly key: string;
  /** In the order of the list. */
  readonly names: Set<string>;
  /** What `index.json` calls it, where `names` are those of `manifest.json`. */
  readonly indexNames?: ReadonlySet<string>;
  /** Digests of its layers' blobs, the base first: tells images of one config apart. */
  readonly layerDigests: readonly (string | null)[];
  /** Reads its documents again, and finds its layers. */
  open(ref: ImageSource['ref'], signal: AbortSignal): Promise<ImageSource>;
}
