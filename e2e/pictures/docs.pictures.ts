import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GALLERY } from '../gallery/gallery';
import { test } from '../gallery/shelves';
import { showEntry } from '../gallery/show-entry';
import { expect } from '../test';
import { toIndexedPng } from './indexed-png';

/** A page with pictures has to open fast as well. */
const MOST_BYTES = 200_000;
const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

/** To add a picture: `inDocs` of an entry of the gallery. */
for (const entry of GALLERY.flatMap(({ entries }) => entries)) {
  for (const { name, theme = 'light', language = 'en' } of entry.inDocs ?? []) {
    test(name, async ({ page, productOf }) => {
      // The folder of this run is nobody's: shown is the usual one.
      await page.route('**/api/v1/cache*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), folder: '/home/you/.cache/stratascope' } });
      });
      await showEntry(page, await productOf(entry.shelf), entry, { theme, language });
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      const picture = toIndexedPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
      expect(picture.length).toBeLessThan(MOST_BYTES);
      writeFileSync(`${FOLDER}${name}.png`, picture);
    });
  }
}
