import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { imageUrl } from '../explorer';
import { SAMPLE } from '../sample';
import { expect, test } from '../test';
import { toIndexedPng } from './indexed-png';

/** A page with pictures has to open fast as well. */
const MOST_BYTES = 200_000;
const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

interface Picture {
  readonly name: string;
  /** The query of the sample's link; null: the library. */
  readonly query: string | null;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly language?: 'zh-CN';
  /** A key pressed once the page stands, and a text that is there when it has done its work. */
  readonly press?: readonly [key: string, shows: string | RegExp];
}

/** To add a picture: a row here. */
const PICTURES: readonly Picture[] = [
  { name: 'explore', query: '?path=/app/entrypoint.sh', press: ['d', /line ends?:/] },
  { name: 'explore-dark', query: '?path=/app/config&at=8', colorScheme: 'dark' },
  { name: 'ghost', query: '?path=/root/.cache' },
  { name: 'layer', query: '?layer=8' },
  { name: 'level-1024', query: '?path=/app/entrypoint.sh&at=7&from=3', width: 1024, height: 768 },
  { name: 'chinese', query: '?path=/root/.cache', language: 'zh-CN' },
  { name: 'narrow-400', query: '?path=/app/entrypoint.sh', width: 400, height: 800 },
  { name: 'library', query: null },
  { name: 'config', query: '?tab=config' },
  { name: 'bytes', query: '?view=bytes&layer=7' },
  { name: 'search', query: '?q=over:..3%20layer:4..%20type:file', press: ['Control+k', '19 paths'] },
];

for (const { name, query, width = 1440, height = 900, colorScheme = 'light', language, press } of PICTURES) {
  test.describe(() => {
    test.use({ viewport: { width, height }, colorScheme, locale: language ?? 'en-US' });
    test.use({ contextOptions: { reducedMotion: 'reduce' } });
    test(name, async ({ page, product }) => {
      // The folder of this run is nobody's: shown is the usual one.
      await page.route('**/api/v1/cache*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), folder: '/home/you/.cache/stratascope' } });
      });
      await page.goto(query === null ? product.url : imageUrl(product, SAMPLE, query));
      // Sizes of the image: they stand when all layers are read.
      await page.getByText(/MB/).first().waitFor();
      await page.waitForLoadState('networkidle');
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await page.evaluate(() => document.fonts.ready);
      if (press !== undefined) {
        const [key, shows] = press;
        await page.keyboard.press(key);
        await expect(page.getByText(shows).first()).toBeVisible();
      }
      const picture = toIndexedPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
      expect(picture.length).toBeLessThan(MOST_BYTES);
      writeFileSync(`${FOLDER}${name}.png`, picture);
    });
  });
}
