import { imageUrl, inspector, openSample, row, rows, stack } from './explorer';
import { SAMPLE } from './sample';
import { expect, test } from './test';

test.describe('at 400 px', () => {
  test.use({ viewport: { width: 400, height: 800 }, hasTouch: true });

  test('the level, the dead bytes and the core of the stack stay in sight, and a path has its sheet', async ({
    page,
    product,
  }) => {
    await openSample(page, product);
    await expect(page.getByRole('button', { name: 'Level down' })).toBeInViewport();
    await expect(page.getByRole('img', { name: /dead/ }).first()).toBeInViewport();
    await expect(stack(page).getByRole('button', { name: /^Layer 6,/ })).toBeInViewport();

    await row(page, 'app').locator('button').first().tap();
    await row(page, 'worker.sh').tap();
    await expect(page).toHaveURL(/path=\/app\/worker\.sh/);
    await page.getByRole('button', { name: 'Show details' }).tap();
    await expect(inspector(page)).toContainText('Content changed');
    await expect(inspector(page).getByRole('link', { name: 'Download' })).toBeInViewport();
    await page.getByRole('button', { name: 'Hide details' }).tap();
    await page.getByRole('button', { name: 'Level down' }).tap();
    await expect(page).toHaveURL(/at=8/);
  });

  test('the bar at the bottom leads to stack, files and config', async ({ page, product }) => {
    await openSample(page, product);
    const bar = page.getByRole('navigation').filter({ hasText: 'Config' });
    await bar.getByText('Stack').tap();
    await expect(stack(page).getByRole('option', { name: /^Layer 6,/ })).toBeInViewport();
    await bar.getByText('Files').tap();
    await expect(rows(page).first()).toBeInViewport();
    await bar.getByText('Config').tap();
    await expect(page.getByRole('heading', { name: 'What it runs' })).toBeInViewport();
  });

  test('search and settings are behind their buttons', async ({ page, product }) => {
    await openSample(page, product);
    await page.getByRole('button', { name: 'Search paths' }).tap();
    await page.getByRole('combobox', { name: 'Search paths' }).fill('harbour.png');
    await page.getByRole('option', { name: /harbour\.png/ }).tap();
    await expect(page).toHaveURL(/harbour\.png/);
    await page.getByRole('button', { name: 'Settings' }).tap();
    await page.getByRole('menuitemradio', { name: '简体中文' }).tap();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  });
});

test('at 1024 px the inspector stands below the tree, and its height is the reader’s', async ({ page, product }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(imageUrl(product, SAMPLE, '?path=/app/entrypoint.sh&at=7&from=3'));
  await rows(page).first().waitFor();
  await expect(stack(page)).toContainText('4–7 / 9');
  await expect(page.getByRole('button', { name: /^dead/ })).toBeInViewport();
  const height = async () => (await inspector(page).boundingBox())?.height ?? 0;
  const before = await height();
  const tree = (await page.getByRole('treegrid').boundingBox()) ?? { y: 0, height: 0 };
  expect((await inspector(page).boundingBox())?.y).toBeGreaterThan(tree.y + tree.height - 1);

  const separator = page.getByRole('separator', { name: 'Size of the inspector' });
  await separator.focus();
  await separator.press('ArrowUp');
  expect(await height()).toBe(before + 16);
  await page.reload();
  await rows(page).first().waitFor();
  expect(await height()).toBe(before + 16);
  await separator.dblclick();
  expect(await height()).toBe(before);
});
