import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { archive, dockerLegacy, image, layer } from '@stratascope/core/testing';
import { inspector, row, unfold } from './explorer';
import { SAMPLE } from './sample';
import { expect, test } from './test';

const motd = (words: string) =>
  archive(
    dockerLegacy([image({ names: ['harbour/app:1'], layers: [layer().dir('etc').file('etc/motd', `${words}\n`)] })]),
  );

async function openByPath(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Open by path' }).fill(path);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'harbour/app:1' })).toBeVisible();
}

test('a file that is replaced under an open image is told of, and read again', async ({
  page,
  start,
  write,
  folder,
}) => {
  const path = write('app.tar', motd('first light'));
  const product = await start();
  await openByPath(page, product.url, path);
  await unfold(page, 'etc');

  writeFileSync(join(folder, 'new.tar'), motd('other words'));
  renameSync(join(folder, 'new.tar'), path);
  await row(page, 'motd').click();
  await expect(page.getByText(/app\.tar has changed since it was opened/).first()).toBeVisible();
  await expect(inspector(page)).not.toContainText('other words');

  await page.getByRole('button', { name: 'Read again' }).first().click();
  // The image of the same name, at the same path.
  await expect(inspector(page)).toContainText('other words');
  await expect(page.getByText(/has changed since/)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'harbour/app:1' })).toBeVisible();
});

test('the library tells of the cache, and clears it after a question', async ({ page, start, folder }) => {
  const dataFolder = join(folder, 'data');
  const product = await start({ dataFolder });
  await page.goto(product.url);
  await expect(page.getByRole('table').getByRole('link', { name: SAMPLE })).toBeVisible();
  const places = page.getByRole('navigation', { name: 'Places' });
  await expect(places).toContainText(dataFolder);
  const size = places.getByText(/ of at most /);
  await expect(size).toHaveText(/^[1-9][\d.,]*\s(?:B|kB|MB) of at most [\d.]+\sGB$/);

  await places.getByRole('button', { name: 'Clear…' }).click();
  const question = page.getByRole('dialog', { name: 'Clear what is kept to save time?' });
  await expect(question).toContainText('Indexes of layers');
  await question.getByRole('button', { name: 'Keep it' }).click();
  await expect(question).toBeHidden();
  await expect(size).toHaveText(/^[1-9]/);

  await places.getByRole('button', { name: 'Clear…' }).click();
  await question.getByRole('button', { name: 'Clear now' }).click();
  await expect(size).toHaveText(/^0\sB of at most/);
  // What is open stays open.
  await page.getByRole('table').getByRole('link', { name: SAMPLE }).click();
  await expect(row(page, 'etc')).toBeVisible();
});
