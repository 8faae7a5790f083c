import { brokenRules } from '../axe';
import { expect } from '../test';
import { GALLERY } from './gallery';
import { test } from './shelves';
import { showEntry } from './show-entry';
import { startGallery } from './start-gallery';

for (const entry of GALLERY.flatMap(({ entries }) => entries)) {
  test(`${entry.title}: says so in both languages, fits its width, and breaks no rule of accessibility`, async ({
    page,
    productOf,
  }) => {
    const product = await productOf(entry.shelf);
    await showEntry(page, product, entry, { theme: 'light', language: 'zh' });
    await entry.leave?.(page);
    await showEntry(page, product, entry, { theme: 'light', language: 'en' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    // Nobody works with paper.
    if (!entry.isPrinted) {
      const broken = (await brokenRules(page)).filter(
        (line) => !(line.startsWith('All touch targets') && entry.smallTargets?.test(line)),
      );
      expect.soft(broken, 'light').toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect.soft(await brokenRules(page, ['color-contrast']), 'dark').toEqual([]);
    }
    await entry.leave?.(page);
  });
}

test.describe('the page of the gallery', () => {
  test('shows every component in both themes and languages, without a rule of accessibility broken', async ({
    page,
  }) => {
    const gallery = await startGallery([]);
    for (const [language, word] of [
      ['en', 'replaced'],
      ['zh', '已替换'],
    ]) {
      await page.goto(`${gallery.url}/?lang=${language}`);
      await expect(page.getByText(word ?? '').filter({ visible: true })).toHaveCount(2);
      const grounds = await page
        .locator('[style*="color-scheme"]')
        .evaluateAll((themes) => themes.slice(0, 2).map((theme) => getComputedStyle(theme).backgroundColor));
      expect(new Set(grounds).size).toBe(2);
      expect(await brokenRules(page)).toEqual([]);
    }
    await gallery.stop();
  });

  test('shows an entry as the product shows it, in the theme and language chosen', async ({ page }) => {
    const gallery = await startGallery(['none']);
    await page.goto(gallery.url);
    await page.getByRole('link', { name: 'No image is open' }).click();
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText('No images here yet.')).toBeVisible();
    await page.getByRole('radio', { name: '简体中文' }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await expect(frame.getByText('这里还没有镜像。')).toBeVisible();
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    await gallery.stop();
  });
});
