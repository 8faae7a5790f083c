import type { EntryRef, ImageSource, MergedTree, Problem } from '@stratascope/core';
import type { ReadLayer } from './layer-reader';
import type { TarHeaders } from './read-tar-headers';

/** An image, read whole: what every query is asked of. */
export interface LoadedImage {
  readonly source: ImageSource;
  /** The base first. */
  readonly layers: readonly ReadLayer[];
  readonly tree: MergedTree;
  /** Of documents, layers and merging, in that order; bounded by rule 28. */
  readonly problems: readonly Problem[];
  /** All layers were read and verified: answers are immutable. */
  readonly isVerified: boolean;
}

/** The contents of regular files, found by their offset in the layer's tar (design: `ByteSource`). */
export interface ContentReader {
  /**
   * The logical bytes of a file's `[start, end)`, holes as zeros, in pieces.
   *
   * In an uncompressed layer they are read at their offset; a compressed layer is unpacked once into a bounded cache,
   * and the next file of it reads no blob byte.
   *
   * @throws ImageError `location-changed` where the file beneath is another than was opened.
   */
  read(
    image: LoadedImage,
    entry: EntryRef,
    options: { readonly range?: { readonly start: number; readonly end: number }; readonly signal: AbortSignal },
  ): AsyncIterable<Uint8Array>;

  /**
   * The headers of an entry of any kind as they stand in the layer's tar.
   *
   * @throws ImageError as `read`.
   */
  headers(image: LoadedImage, entry: EntryRef, signal: AbortSignal): Promise<TarHeaders>;
}
