import type { ImageSource, ImageStore } from '@stratascope/core';
import type { ContentReader, LoadedImage, ReadLayer } from '@stratascope/core/node';

/** A location that was opened: what kind of store it is, and what it holds. */
export interface OpenedStore {
  readonly store: { readonly id: string; readonly title: string };
  readonly images: ImageStore;
}

/** What a workspace needs of core: to open a location, to read an image whole, and to read contents of its files. */
export interface Engine {
  /** @throws ImageError where the location cannot be read. */
  open(
    path: string,
    options: {
      /** What messages call it. */
      readonly name: string;
      readonly signal: AbortSignal;
      readonly onProgress: (progress: { readonly readBytes: number; readonly totalBytes: number }) => void;
    },
  ): Promise<OpenedStore>;
  /** Reads all layers of an image, several at once, and merges them. */
  load(
    source: ImageSource,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: {
        readonly layer: number;
        readonly readBytes: number;
        readonly totalBytes: number;
      }) => void;
      readonly onLayer: (layer: ReadLayer) => void;
    },
  ): Promise<LoadedImage>;
  readonly contents: ContentReader;
  close(): Promise<void>;
}
