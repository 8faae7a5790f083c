import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compress, corpusFolder, image, type LayerOptions, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { imageUrl, inspector, row, rows, slab } from './explorer';
import { expect, test } from './test';

const good = layer().dir('etc').file('etc/motd', 'Welcome aboard.\n');
const lost = layer().file('etc/lost', 'nobody knows\n');
const top = layer().file('etc/issue', 'Lighthouse 2\n');
const name = 'harbour/damaged:1';

/** A layer whose stream ends in the middle of its second file. */
function cutLayer(): LayerOptions {
  const recipe = layer().file('srv/first', 'whole\n').file('srv/second', new Uint8Array(200_000).fill(0x61));
  const blob = compress(recipe.tar().subarray(0, 100_000), 'gzip');
  return { content: recipe, blob: blob.subarray(0, blob.length - 12) };
}

test('an image without one of its layers says which, and shows the others', async ({ page, start, write }) => {
  const missing: LayerOptions = { content: lost, isMissing: true };
  const archive = write('missing.tar', ociArchive(image({ names: [name], layers: [good, missing, top] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, name));
  await expect(page.getByRole('main')).toContainText(/Layer 2 is not in /);
  await expect(slab(page, 2)).toContainText('?');
  await row(page, 'etc').locator('button').first().click();
  await expect(rows(page)).toHaveCount(3);
  await row(page, 'motd').click();
  await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText('Welcome aboard.');
  await expect(inspector(page)).toContainText('What layer 2 did to it is not known: it could not be read whole.');

  await page.getByRole('button', { name: 'Stratascope, Library' }).click();
  const card = page.getByRole('alert').filter({ hasText: `${name} has problems` });
  await card.getByRole('link', { name: 'Open anyway' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('a layer that ends early shows what came before its end', async ({ page, start, write }) => {
  const archive = write('cut.tar', ociArchive(image({ names: [name], layers: [good, cutLayer(), top] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, name));
  await expect(page.getByRole('main')).toContainText(/Layer 2[: ]/);
  await expect(slab(page, 2)).toHaveAccessibleName(/This layer ends early: read in part\./);
  await row(page, 'srv').locator('button').first().click();
  await expect(row(page, 'first')).toBeVisible();
  await slab(page, 2).click();
  await expect(inspector(page)).toContainText('read in part');
  await expect(inspector(page).getByRole('heading', { name: 'Problems' })).toBeVisible();
});

test('a layer that is not what its digest promises is shown, but not trusted', async ({ page, start, write }) => {
  const false_ = { content: top, diffId: `sha256:${'1'.repeat(64)}` };
  const archive = write('false.tar', ociArchive(image({ names: [name], layers: [good, false_] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, name));
  await expect(page.getByRole('main')).toContainText(/do not trust this image/i);
  await row(page, 'etc').locator('button').first().click();
  await expect(row(page, 'issue')).toBeVisible();
});

test('what is no image is told with what to do, where it was named on the command line too', async ({
  page,
  start,
  write,
}) => {
  const archive = write('ok.tar', ociArchive(image({ names: [name], layers: [good] })));
  const picture = write('picture.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const product = await start({ locations: [archive, picture] });
  await page.goto(product.url);
  const card = page.getByRole('alert').filter({ hasText: 'picture.png cannot be opened' });
  await expect(card).toContainText(/PNG picture/);
  await expect(card).toContainText(/docker save/);
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await expect(card).toHaveCount(0);
});

test.describe('the corpus', () => {
  const corpus = corpusFolder();
  test.skip(corpus === null, 'STRATASCOPE_CORPUS is not set: the images of the corpus are not looked at');

  for (const [file, layerNumber] of [
    ['missing-layer.tar', 3],
    ['stream-cut-gzip.tar', 3],
    ['tar-bad-header.tar', 2],
    ['digest-wrong-diff-id.tar', null],
    ['entry-escapes.tar', null],
  ] as const) {
    test(`${file} opens with its word, and the base can be explored`, async ({ page, start }) => {
      const archive = join(corpus ?? '', 'broken', file);
      test.skip(!existsSync(archive), `${file} is not in this corpus`);
      const product = await start({ locations: [archive] });
      // By its name: in the library its file gives way to its problem.
      await page.goto(imageUrl(product, 'example/app:1'));
      await expect(
        page.getByRole('main').getByRole('alert').or(page.getByRole('main').getByRole('status')).first(),
      ).toBeVisible();
      await row(page, 'l0').locator('button').first().click();
      await row(page, 'a').click();
      await expect(inspector(page).getByRole('heading', { name: 'Contents' })).toBeVisible();
      if (layerNumber !== null)
        await expect(inspector(page)).toContainText(`What layer ${layerNumber} did to it is not known`);
    });
  }
});
