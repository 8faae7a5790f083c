import type { Page } from '@playwright/test';
import { goToLevel, imageUrl, inspector, levelHandle, openSample, row, rows, slab, stack, unfold } from './explorer';
import { SAMPLE } from './sample';
import { expect, test } from './test';

test('a link brings another page to the same image, level, range, path and version', async ({
  page,
  product,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.url });
  await openSample(page, product);
  await unfold(page, 'app');
  await row(page, 'entrypoint.sh').click();
  await goToLevel(page, 8);
  await stack(page).getByRole('button', { name: 'Layer 7: added' }).click();
  await page.keyboard.press('y');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('/image/sha256:');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(link);
  await expect(row(other, 'entrypoint.sh')).toHaveAttribute('aria-selected', 'true');
  await expect(levelHandle(other)).toHaveAttribute('aria-valuenow', '8');
  await expect(stack(other).getByRole('button', { name: 'Layer 7: added' })).toHaveAttribute('aria-pressed', 'true');
  await expect(inspector(other)).toContainText('as layer 7 has it');
  // By its digest, so that it holds wherever the image is opened.
  expect(link).toMatch(/\/image\/sha256:[0-9a-f]{64}\?at=8&path=\/app\/entrypoint\.sh&ver=7$/);
});

test('a layer that is selected is in the link', async ({ page, product }) => {
  await openSample(page, product, '?layer=4');
  await expect(slab(page, 4)).toHaveAttribute('aria-selected', 'true');
  await expect(inspector(page).getByRole('heading', { name: 'Layer 4' })).toBeVisible();
});

test('back and forward go through what was selected', async ({ page, product }) => {
  await openSample(page, product);
  await unfold(page, 'app');
  await row(page, 'worker.sh').click();
  await row(page, 'entrypoint.sh').click();
  await page.getByRole('tab', { name: 'Config' }).click();
  await expect(page.getByRole('heading', { name: 'What it runs' })).toBeVisible();

  await page.goBack();
  await expect(row(page, 'entrypoint.sh')).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(row(page, 'worker.sh')).toHaveAttribute('aria-selected', 'true');
  await expect(inspector(page).getByRole('heading', { name: 'worker.sh' })).toBeVisible();
  await page.goForward();
  await expect(row(page, 'entrypoint.sh')).toHaveAttribute('aria-selected', 'true');
  // Moves of the level are no steps of their own.
  await page.goBack();
  await expect(row(page, 'worker.sh')).toHaveAttribute('aria-selected', 'true');
  await goToLevel(page, 7);
  await page.goBack();
  await expect(page).not.toHaveURL(/path=/);
});

test('a name in a link leads to the image, and a digest needs no more than its beginning', async ({
  page,
  product,
}) => {
  await openSample(page, product);
  await expect(page.getByRole('heading', { name: SAMPLE })).toBeVisible();
  const ref = await refOf(page);
  await page.goto(imageUrl(product, ref.slice(0, 'sha256:'.length + 12)));
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: SAMPLE })).toBeVisible();
});

test('where its name gives way to its digest the page asks for nothing twice', async ({ page, product }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/\/(tree|path)$/.test(pathname)) asked.push(`${pathname}${search}`);
  });
  await openSample(page, product, '?path=/app/entrypoint.sh');
  await expect(inspector(page).getByRole('heading', { name: 'entrypoint.sh' })).toBeVisible();
  await expect(row(page, 'entrypoint.sh')).toBeVisible();
  expect(asked.length).toBeGreaterThan(2);
  expect(new Set(asked).size).toBe(asked.length);
});

test('a link that names a layer, path or image that is not there says so, and shows what is', async ({
  page,
  product,
}) => {
  await openSample(page, product, '?at=40');
  await expect(
    page.getByText('This link names a layer the image does not have. Showing the top.').first(),
  ).toBeVisible();
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '9');

  await openSample(page, product, '?path=/no/such/path');
  await expect(inspector(page)).toContainText('No layer of this image has this path.');
  await expect(rows(page).first()).toBeVisible();

  await page.goto(imageUrl(product, `sha256:${'0'.repeat(64)}`));
  await expect(page.getByText('This image is not open here.')).toBeVisible();
  await page.getByRole('button', { name: 'All images' }).click();
  await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible();
});

/** The digest of the image on screen, as its rows are asked for. */
async function refOf(page: Page): Promise<string> {
  const link = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/locations');
    const { locations } = (await answer.json()) as {
      locations: { images: { ref: string; names: string[] }[] }[];
    };
    return locations.flatMap(({ images }) => images).find(({ names }) => names.includes('tidebook/api:1.8.0'))?.ref;
  });
  return link ?? '';
}
