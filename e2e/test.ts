import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Product, type ProductOptions, startProduct } from './product';

export { expect };

interface TestFixtures {
  /** A folder for the archives of one test, gone after it. */
  readonly folder: string;
  /** Writes a file into that folder, and gives its path. */
  readonly write: (name: string, bytes: Uint8Array) => string;
  /** Starts a product for this test alone; it is stopped after it, if the test did not. */
  readonly start: (options?: ProductOptions) => Promise<Product>;
}

interface WorkerFixtures {
  /** One product on the samples, for tests that change nothing in it. */
  readonly product: Product;
}

/** Playwright's test with the product, and with the rule that no test may see an error in the page. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures wanted from the pattern
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  write: async ({ folder }, use) => {
    await use((name, bytes) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  start: async ({}, use) => {
    const products: Product[] = [];
    await use(async (options) => {
      const product = await startProduct(options);
      products.push(product);
      return product;
    });
    for (const product of products) await product.stop();
  },
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // An answer that is an error is told by the page itself; the browser tells it once more.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        errors.push(message.text());
      }
    });
    await use(page);
    expect(errors, 'errors in the console of the page').toEqual([]);
  },
});
