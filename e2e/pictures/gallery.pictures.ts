import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GALLERY } from '../gallery/gallery';
import { test } from '../gallery/shelves';
import { showEntry } from '../gallery/show-entry';

/** Where `npm run gallery -- --pictures` wants them. */
const FOLDER = process.env.STRATASCOPE_PICTURES ?? 'test-results/gallery';

for (const entry of GALLERY.flatMap(({ entries }) => entries)) {
  for (const theme of ['light', 'dark'] as const) {
    for (const language of ['en', 'zh'] as const) {
      const name = `${entry.id}.${theme}.${language}`;
      test(name, async ({ page, productOf }) => {
        await showEntry(page, await productOf(entry.shelf), entry, { theme, language });
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(join(FOLDER, `${name}.png`), await page.screenshot({ animations: 'disabled', caret: 'hide' }));
        await entry.leave?.(page);
      });
    }
  }
}
