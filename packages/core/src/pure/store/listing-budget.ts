import { ImageError } from '../model/image-error';
import type { Limits } from './store';

/** Of an image's documents, on average: a manifest and a configuration are rarely half of it. */
const DOCUMENT_BYTES_OF_AN_IMAGE = 64 * 1024;
/** What it takes to open one counts as so many bytes. */
const BYTES_OF_OPENING = 8 * 1024;

/**
 * How much may be read to list the images of a location: ten thousand entries may all lead to the same document of
 * many megabytes.
 */
export class ListingBudget {
  #bytesLeft: number;

  constructor({ images }: Pick<Limits, 'images'>) {
    this.#bytesLeft = images * DOCUMENT_BYTES_OF_AN_IMAGE;
  }

  get isSpent(): boolean {
    return this.#bytesLeft < 0;
  }

  take(bytes: number): void {
    this.#bytesLeft -= Math.max(bytes, BYTES_OF_OPENING);
  }
}

/** @throws ImageError `limit-layers` */
export function boundLayers(layers: number, { layers: limit }: Pick<Limits, 'layers'>): void {
  if (layers > limit) throw new ImageError('limit-layers', { details: { layers, limit } });
}
