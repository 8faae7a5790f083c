import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ociArchive, smallImage } from './archives';
import { rows, tree } from './explorer';
import { SAMPLE, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const imageLink = (page: Page, name: string) => page.getByRole('table').getByRole('link', { name });

test('shows the samples at once, with what they share', async ({ page, product }) => {
  await page.goto(product.url);
  await expect(page.getByRole('table').getByRole('link')).toHaveCount(4);
  await expect(page).toHaveTitle('Stratascope');
  // The base alone, its neighbours, and the sample itself: known when all are read.
  await expect(page.getByRole('row', { name: /driftwood\/python/ })).toContainText('none');
  // One layer that three images have on different ones: drawn in each row, owned by none.
  await expect(page.locator('[data-tip*="also in 2 other images"]')).toHaveCount(3);

  await page.getByRole('radio', { name: 'List' }).click();
  await page.getByRole('button', { name: 'Dead' }).click();
  await expect(page.getByRole('columnheader', { name: 'Dead' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('table').getByRole('link').first()).toHaveText(SAMPLE);
  await page.getByRole('searchbox', { name: 'Filter images' }).fill('worker');
  await expect(page.getByRole('table').getByRole('link')).toHaveCount(1);

  await imageLink(page, 'tidebook/worker').click();
  await expect(page).toHaveURL(/\/image\/sha256:[0-9a-f]{64}$/);
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Stratascope, Library' }).click();
  await expect(page).toHaveURL(`${product.url}/`);
});

test('opens a location by its path, and says why another cannot be opened', async ({ page, start, folder, write }) => {
  write('lighthouse.tar', ociArchive(smallImage('harbour/lighthouse:2')));
  const notes = write('notes.txt', new TextEncoder().encode('no image at all'));
  const product = await start({ folder });
  await page.goto(product.url);
  const path = page.getByRole('textbox', { name: 'Open by path' });

  await path.fill(join(folder, 'gone.tar'));
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText(/gone\.tar/).first()).toBeVisible();
  await expect(path).toHaveAttribute('aria-invalid', 'true');

  await path.fill(notes);
  await path.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Places' })).toContainText(/notes\.txt is not .*image/);

  // Relative to where the product was started.
  await path.fill('lighthouse.tar');
  await path.press('Enter');
  await expect(page.getByRole('heading', { name: 'harbour/lighthouse:2' })).toBeVisible();
  await expect(tree(page)).toContainText('etc');
});

test('takes an archive that is dropped, and has a word for a folder or another file', async ({
  page,
  start,
  folder,
  write,
}) => {
  const product = await start();
  await page.goto(product.url);
  await expect(imageLink(page, SAMPLE)).toBeVisible();

  await drop(page, write('picture.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')));
  const refused = page.getByRole('alert').filter({ hasText: 'picture.png' });
  await expect(refused).toContainText(/not a container image/);
  await expect(refused).toContainText(/docker save/);
  await refused.getByRole('button', { name: 'Dismiss' }).click();
  await expect(refused).toHaveCount(0);

  const layout = join(folder, 'layout');
  mkdirSync(layout);
  await drop(page, layout);
  const word = page.getByRole('alert').filter({ hasText: 'layout was not taken in' });
  await expect(word).toContainText('A browser does not hand over folders.');
  await expect(word).toContainText('Open by path');

  await drop(page, write('lighthouse.tar', ociArchive(smallImage('harbour/lighthouse:2'))));
  await expect(page.getByRole('heading', { name: 'harbour/lighthouse:2' })).toBeVisible();
});

test('takes an archive that is chosen, with its progress', async ({ page, start, write }) => {
  const archive = write('lighthouse.tar', ociArchive(smallImage('harbour/lighthouse:2')));
  const product = await start();
  await page.goto(product.url);
  await expect(imageLink(page, SAMPLE)).toBeVisible();
  // Slow enough for its bar to be seen.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 8_000,
  });

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(archive);
  await expect(page.getByRole('progressbar', { name: 'Taking in lighthouse.tar' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'harbour/lighthouse:2' })).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Stratascope, Library' }).click();
  await page.getByRole('radio', { name: 'List' }).click();
  await expect(page.getByRole('row', { name: /harbour\/lighthouse:2/ })).toContainText('lighthouse.tar');
});

test('remembers what was opened when the server is started again', async ({ page, start, folder, write }) => {
  const archive = write('lighthouse.tar', ociArchive(smallImage('harbour/lighthouse:2')));
  const dataFolder = join(folder, 'data');
  const first = await start({ dataFolder, locations: [archive, SAMPLE_FILE] });
  await page.goto(first.url);
  await expect(imageLink(page, 'harbour/lighthouse:2')).toBeVisible();
  await first.stop();

  const second = await start({ dataFolder });
  await page.goto(second.url);
  await expect(imageLink(page, SAMPLE)).toBeVisible();
  await expect(imageLink(page, 'harbour/lighthouse:2')).toHaveCount(0);
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /lighthouse\.tar/ })
    .click();
  await expect(page.getByRole('heading', { name: 'harbour/lighthouse:2' })).toBeVisible();
});

test('gives the line for Docker to copy', async ({ page, product, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.url });
  await page.goto(product.url);
  await page.getByRole('button', { name: 'Copy the command' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^docker save \S+ \| npx stratascope -$/);
});

/** Drops a file or folder of this machine on the page, as the system hands it to the browser. */
async function drop(page: Page, path: string): Promise<void> {
  const { x = 0, y = 0 } = (await page.getByRole('main').boundingBox()) ?? {};
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: x + 40, y: y + 200, data });
  }
}
