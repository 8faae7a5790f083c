import { expect, type Locator, type Page } from '@playwright/test';
import type { Product } from './product';
import { SAMPLE } from './sample';

/** The link of an image by its name; the query as the page writes it. */
export function imageUrl(product: Product, name: string, query = ''): string {
  return `${product.url}/image/${encodeURIComponent(name)}${query}`;
}

/** Opens the sample, at `query` of its link, and waits until its tree is there. */
export async function openSample(page: Page, product: Product, query = ''): Promise<void> {
  await page.goto(imageUrl(product, SAMPLE, query));
  // The name leads on to the digest.
  await expect(page).toHaveURL(/\/image\/sha256:/);
  await expect(rows(page).first()).toHaveAccessibleName(/, |empty/);
}

export const tree = (page: Page): Locator => page.getByRole('treegrid', { name: 'Files and folders' });
/** The rows of the tree without its head. */
export const rows = (page: Page): Locator => tree(page).getByRole('rowgroup').getByRole('row');
/** The row of a name; its depth, from 1, where the name stands at several. */
export function row(page: Page, name: string, depth?: number): Locator {
  const named = rows(page).and(page.getByRole('row', { name: new RegExp(`^${escaped(name)}, `) }));
  return depth === undefined ? named : named.and(page.locator(`[aria-level="${depth}"]`));
}
export const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Details', exact: true });
export const stack = (page: Page): Locator => page.getByRole('region', { name: 'Stack' });
export const slab = (page: Page, layer: number): Locator =>
  stack(page).getByRole('option', { name: new RegExp(`^Layer ${layer},`) });
export const levelHandle = (page: Page): Locator => stack(page).getByRole('slider', { name: 'Level', exact: true });

/** Opens a folder of the tree by its triangle, which only the pointer sees: keys have the arrows. */
export async function unfold(page: Page, name: string): Promise<void> {
  const folder = row(page, name);
  // While the rows are still being put in their places, a click may meet one that is replaced.
  await expect(async () => {
    if ((await folder.getAttribute('aria-expanded')) !== 'true') await folder.locator('button').first().click();
    await expect(folder).toHaveAttribute('aria-expanded', 'true', { timeout: 3000 });
  }).toPass();
}

/** Goes to a level with the keys of the page. */
export async function goToLevel(page: Page, level: number): Promise<void> {
  const handle = levelHandle(page);
  await handle.focus();
  for (;;) {
    const at = Number(await handle.getAttribute('aria-valuenow'));
    if (at === level) return;
    await handle.press(at > level ? 'ArrowDown' : 'ArrowUp');
  }
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
