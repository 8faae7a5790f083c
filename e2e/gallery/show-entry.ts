import { expect, type Page } from '@playwright/test';
import { imageUrl } from '../explorer';
import type { Product } from '../product';
import type { GalleryEntry, GalleryLanguage } from './gallery-entry';

const SCREEN = { width: 1440, height: 900 };
/** A4 across, less 10 mm on each side, at 96 dots an inch. */
const SHEET = { width: 1046, height: 717 };

/** Brings the page to an entry of the gallery, and waits until what the entry promises stands there, and is still. */
export async function showEntry(
  page: Page,
  product: Product,
  { shelf, image, query = '', size, isPrinted, act, says }: GalleryEntry,
  { theme, language }: { readonly theme: 'light' | 'dark'; readonly language: GalleryLanguage },
): Promise<void> {
  await page.setViewportSize(size ?? (isPrinted ? SHEET : SCREEN));
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce', media: isPrinted ? 'print' : 'screen' });
  // The page reads its preferences once, as it starts.
  await page.addInitScript((chosen) => localStorage.setItem('stratascope.preferences', JSON.stringify(chosen)), {
    language,
  });
  await page.goto(image === null ? product.url : imageUrl(product, image, query));
  await page.getByRole('main').first().waitFor();
  await act?.(page);
  await expect(page.getByText(says[language]).filter({ visible: true }).first()).toBeVisible();
  // While an image is read there is always something under way.
  if (shelf !== 'slow') await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
}
