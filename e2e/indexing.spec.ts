import type { Page } from '@playwright/test';
import { ociArchive, slowImage } from './archives';
import { rows, slab, stack } from './explorer';
import type { Product } from './product';
import { expect, test } from './test';

const NAME = 'harbour/slow:1';
const LAYERS = 8;

test.describe('an image that takes a while to read', () => {
  let archive: Uint8Array;
  test.beforeAll(() => {
    archive = ociArchive(slowImage(NAME, LAYERS, 20));
  });

  test('shows its layers as they are read, can be stopped, and read on from there', async ({ page, start, write }) => {
    await openByPath(page, await start(), write('slow.tar', archive));
    // The stack stands before anything is read.
    await expect(slab(page, LAYERS)).toBeVisible();
    await expect(search(page)).toBeDisabled();
    await expect(page.getByText(/Layers? [\d, and]+ (is|are) read\./).first()).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/^Stopped\..* (is|are) kept\./).first()).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Read on' }).click();
    await expect(rows(page)).toHaveCount(LAYERS, { timeout: 40_000 });
    await expect(search(page)).toBeEnabled();
    await expect(stack(page)).toContainText(`${LAYERS} / ${LAYERS}`);
    await expect(page.getByRole('button', { name: 'Read on' })).toHaveCount(0);
  });

  test('can be followed and stopped from the library', async ({ page, start, write }) => {
    await openByPath(page, await start(), write('slow.tar', archive));
    await page.getByRole('button', { name: 'Stratascope, Library' }).click();

    const bar = page.getByRole('progressbar', { name: `Reading ${NAME}` });
    await expect(bar).toHaveAttribute('aria-valuetext', /layer \d of 8 · \d+/);
    await page.getByRole('button', { name: `Stop ${NAME}` }).click();
    await expect(bar).toHaveCount(0);
    await expect(page.getByRole('row', { name: new RegExp(NAME) })).toContainText('stopped');
  });
});

const search = (page: Page) => page.getByRole('combobox', { name: 'Search paths' });

/** Its reading begins as it is opened. */
async function openByPath(page: Page, product: Product, path: string): Promise<void> {
  await page.goto(product.url);
  await page.getByRole('textbox', { name: 'Open by path' }).fill(path);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
}
