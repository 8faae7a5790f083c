import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from '../product';
import { test as base } from '../test';
import { type GalleryShelf, startShelf } from './products';

interface ShelfFixtures {
  /** The product of a shelf, started when it is first asked for and shared by the tests of a file. */
  readonly productOf: (shelf: GalleryShelf) => Promise<Product>;
}

export const test = base.extend<object, ShelfFixtures>({
  productOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures wanted from the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
      const started = new Map<GalleryShelf, Promise<Product>>();
      await use((shelf) => {
        const product = started.get(shelf) ?? startShelf(shelf, folder);
        started.set(shelf, product);
        return product;
      });
      for (const product of started.values()) await (await product).stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});
