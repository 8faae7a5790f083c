import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Product, startProduct } from '../product';
import { type GalleryFile, PLAIN_FILES, SLOW_FILES, STATE_FILES } from './state-images';

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
  return product;
}

/** As a reader does who closes all places: a product does not start with none. */
async function closeAll({ url }: Product): Promise<void> {
  const route = `${url}/api/v1/locations`;
  const { locations } = (await (await fetch(route)).json()) as { locations: readonly { readonly id: string }[] };
  for (const { id } of locations) await fetch(`${route}/${id}`, { method: 'DELETE' });
}
