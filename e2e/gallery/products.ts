import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Product, startProduct } from '../product';
import { type GalleryFile, PLAIN_FILES, SLOW_FILES, STATE, STATE_FILES } from './state-images';

/** What a product of the gallery has open: the samples, all states, nothing, or one image that is slow to read. */
export const SHELVES = ['samples', 'states', 'none', 'slow'] as const;
export type GalleryShelf = (typeof SHELVES)[number];

const FILES: Readonly<Record<GalleryShelf, readonly GalleryFile[]>> = {
  samples: [],
  states: STATE_FILES,
  none: PLAIN_FILES,
  slow: SLOW_FILES,
};

/** Starts the built product on a shelf; its files are written into `folder`, which is the caller's to delete. */
export async function startShelf(shelf: GalleryShelf, folder: string): Promise<Product> {
  const locations = FILES[shelf].map(({ file, bytes }) => {
    writeFileSync(join(folder, file), bytes());
    return file;
  });
  const product = await startProduct({ locations, folder });
  if (shelf === 'none') await closeAll(product);
  if (shelf === 'slow') await readAndStop(product, STATE.stopped);
  return product;
}

interface Shelved {
  readonly id: string;
  readonly images: readonly { readonly ref: string; readonly names: readonly string[] }[];
}

async function locationsOf({ url }: Product): Promise<readonly Shelved[]> {
  const answer = await fetch(`${url}/api/v1/locations`);
  return ((await answer.json()) as { readonly locations: readonly Shelved[] }).locations;
}

/** As a reader does who closes all places: a product does not start with none. */
async function closeAll(product: Product): Promise<void> {
  for (const { id } of await locationsOf(product)) {
    await fetch(`${product.url}/api/v1/locations/${id}`, { method: 'DELETE' });
  }
}

/** As a reader does who stops what has just begun, but sooner than any hand. */
async function readAndStop(product: Product, name: string): Promise<void> {
  const images = (await locationsOf(product)).flatMap((location) => location.images);
  const image = images.find(({ names }) => names.includes(name));
  for (const action of ['index', 'cancel']) {
    await fetch(`${product.url}/api/v1/images/${image?.ref}/${action}`, { method: 'POST' });
  }
}
