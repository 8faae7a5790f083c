import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { goToLevel, imageUrl, inspector, rows, slab, stack } from './explorer';
import type { Product } from './product';
import { bytesBelow, bytesText, command, listed, SAMPLE, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const picture = (page: Page): Locator => page.getByRole('tree', { name: 'Where the bytes lie' });
const cells = (page: Page): Locator => picture(page).getByRole('treeitem');
/** The cell of a name; of several with it the one whose words go on so. */
const cell = (page: Page, name: string, words = ''): Locator =>
  cells(page)
    .and(page.getByRole('treeitem', { name: new RegExp(`^${escaped(name)},.*${words}`) }))
    .first();
const pane = (page: Page): Locator => page.getByRole('region', { name: 'Bytes of the merged file system' });
const footer = (page: Page): Locator => pane(page).locator('footer');
const crumbs = (page: Page): Locator => page.getByRole('navigation', { name: 'Path of the selection' });

async function openBytes(page: Page, product: Product, query = ''): Promise<void> {
  await page.goto(imageUrl(product, SAMPLE, `?view=bytes${query}`));
  await expect(cells(page).first()).toBeVisible();
}

async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await pane(page)
    .getByRole('button', { name: new RegExp(`^${menu}:`) })
    .click();
  await page.getByRole('menuitemradio', { name: entry, exact: true }).click();
}

interface Analysis {
  readonly images: readonly [
    { readonly layers: readonly { readonly layer: number; readonly live: number; readonly dead: number }[] },
  ];
}

/** The ledger of the command line. */
async function ledgerOf(level: number): Promise<{ readonly live: number; readonly dead: number }> {
  const answer = JSON.parse(await command('analyze', SAMPLE_FILE, '--json', '--level', String(level))) as Analysis;
  const [{ layers }] = answer.images;
  const sum = (which: 'live' | 'dead') => layers.reduce((total, each) => total + each[which], 0);
  return { live: sum('live'), dead: sum('dead') };
}

test.describe('the picture of bytes', () => {
  test('comes by B, and the tree again by T; the link keeps it', async ({ page, product }) => {
    await page.goto(imageUrl(product, SAMPLE));
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('b');
    await expect(cells(page).first()).toBeVisible();
    await expect(page).toHaveURL(/view=bytes/);
    await expect(page.getByRole('radio', { name: 'Bytes' })).toBeChecked();
    await page.reload();
    await expect(cells(page).first()).toBeVisible();
    await page.keyboard.press('t');
    await expect(rows(page).first()).toBeVisible();
    await expect(page).not.toHaveURL(/view=/);
    await page.goBack();
    await expect(cells(page).first()).toBeVisible();
  });

  for (const level of [9, 6]) {
    test(`at level ${level} draws what the ledger of the command line says`, async ({ page, product }) => {
      const { live, dead } = await ledgerOf(level);
      await openBytes(page, product);
      await goToLevel(page, level);
      await expect(footer(page)).toContainText(`${nbsp(bytesText(live + dead))} drawn`);
      await choose(page, 'Show', 'live');
      await expect(footer(page)).toContainText(`${nbsp(bytesText(live))} drawn`);
      await choose(page, 'Show', 'dead');
      await expect(footer(page)).toContainText(`${nbsp(bytesText(dead))} drawn`);
      await choose(page, 'Show', 'live and dead');
      // Folders of the first level are whole, so they are what ls sums up, and what has died in them.
      const truth = await listed(SAMPLE_FILE, '--level', String(level));
      await choose(page, 'Show', 'live');
      for (const folder of ['usr', 'app']) {
        const bytes = bytesBelow(truth, `/${folder}`);
        // What is smaller is one of those that are folded.
        if (bytes > 10_000)
          await expect(cell(page, folder)).toHaveAccessibleName(`${folder}, folder, ${nbsp(bytesText(bytes))}`);
      }
    });
  }

  test('has no area for nothing and leaves none out: boxes of one folder fill it', async ({ page, product }) => {
    await openBytes(page, product);
    const sizes = await cells(page).evaluateAll((items) =>
      items
        .filter((item) => item.getAttribute('aria-level') === '1')
        .map((item) => Number(item.getAttribute('aria-posinset'))),
    );
    expect(sizes.sort((one, other) => one - other)).toEqual(sizes.map((_, at) => at + 1));
  });

  test('a click selects the path: inspector, breadcrumb, life line and link follow', async ({ page, product }) => {
    await openBytes(page, product);
    const live = cell(page, 'constituents.bin', 'layer 8$');
    await clickCell(page, live);
    await expect(live).toHaveAttribute('aria-selected', 'true');
    await expect(inspector(page)).toContainText('/app/models/constituents.bin');
    await expect(crumbs(page)).toContainText('constituents.bin');
    await expect(page).toHaveURL(/path=\/app\/models\/constituents\.bin/);
    await expect(slab(page, 8)).toContainText('mode only');

    // Its dead version is the one that layer 7 brought.
    const dead = cell(page, 'constituents.bin', 'layer 7, dead since 8');
    await clickCell(page, dead);
    await expect(dead).toHaveAttribute('aria-selected', 'true');
    await expect(page).toHaveURL(/ver=7/);
  });

  test('goes into a folder and out again, by pointer, keys, breadcrumb and Back', async ({ page, product }) => {
    await openBytes(page, product);
    const all = await cells(page).count();
    const models = cell(page, 'models');
    await clickCell(page, models);
    await expect(models).toHaveAttribute('aria-selected', 'true');
    await clickCell(page, models);
    await expect(page).toHaveURL(/in=\/app\/models/);
    await expect(cells(page).first()).toHaveAccessibleName(/^constituents\.bin/);
    expect(await cells(page).count()).toBeLessThan(all);

    await page.keyboard.press('Backspace');
    await expect(page).toHaveURL(/in=\/app&/);
    await expect(models).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/in=\/app\/models/);
    await crumbs(page).getByRole('button', { name: 'app' }).click();
    await expect(cell(page, 'static')).toBeVisible();
    await crumbs(page).getByRole('button', { name: 'Root folder' }).click();
    await expect(cells(page)).toHaveCount(all);
    await page.goBack();
    await expect(cell(page, 'static')).toBeVisible();
    await expect(cell(page, 'usr')).toHaveCount(0);
    await pane(page).getByRole('button', { name: 'Out of this folder' }).click();
    await expect(cells(page)).toHaveCount(all);
  });

  test('a link restores folder, selection and level', async ({ page, product }) => {
    await openBytes(page, product, '&in=/app&at=7&path=/app/models/constituents.bin');
    await expect(cell(page, 'usr')).toHaveCount(0);
    await expect(cell(page, 'constituents.bin', 'layer 7, dies in 8')).toHaveAttribute('aria-selected', 'true');
  });

  test('a selection outside of the folder leads out of it', async ({ page, product }) => {
    await openBytes(page, product, '&in=/usr/lib&path=/app/models/constituents.bin');
    await expect(cell(page, 'constituents.bin', 'layer 8')).toHaveAttribute('aria-selected', 'true');
    await expect(cell(page, 'usr')).toBeVisible();
  });

  test('arrows move to the nearest cell, and every cell says its whole name', async ({ page, product }) => {
    await openBytes(page, product);
    await page.keyboard.press('2');
    await expect(cell(page, 'usr')).toBeFocused();
    const seen = new Set<string>();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowUp']) {
      const before = await focusedBox(page);
      await page.keyboard.press(key);
      const after = await focusedBox(page);
      seen.add(after.name);
      if (key === 'ArrowDown') expect(after.y).toBeGreaterThan(before.y);
      if (key === 'ArrowRight') expect(after.x).toBeGreaterThan(before.x);
    }
    expect(seen.size).toBeGreaterThan(4);
    await page.keyboard.press('Space');
    const { name } = await focusedBox(page);
    await expect(picture(page).locator('[aria-selected="true"]')).toHaveAccessibleName(name);
  });

  test('what the pointer is on is outlined in the stack; a slab lets the cells of others step back', async ({
    page,
    product,
  }) => {
    await openBytes(page, product);
    await hoverCell(page, cell(page, 'constituents.bin', 'layer 8$'));
    await expect(pane(page).locator('[data-hovered^="constituents.bin"]')).toHaveCount(1);
    await expect(slab(page, 8)).toHaveClass(/hovered/);

    const dimmed = () => pane(page).locator('[data-paint] > path[style*="fill-opacity: 0.35"]').count();
    expect(await dimmed()).toBe(0);
    await slab(page, 4).hover();
    await expect.poll(dimmed).toBeGreaterThan(3);
    await stack(page).getByRole('heading', { name: 'Stack' }).hover();
    await expect.poll(dimmed).toBe(0);
  });

  test('is an icicle too, coloured by change or by kind, of stored bytes', async ({ page, product }) => {
    await openBytes(page, product);
    await page.getByRole('radio', { name: 'Icicle' }).click();
    const [usr, app] = await Promise.all([cell(page, 'usr').boundingBox(), cell(page, 'app').boundingBox()]);
    const truth = await listed(SAMPLE_FILE);
    await expect(cell(page, 'usr')).toHaveAttribute('aria-expanded', 'true');
    expect(usr?.x).toBe(app?.x);
    expect(bytesBelow(truth, '/usr') / bytesBelow(truth, '/app')).toBeGreaterThan(2);
    expect((usr?.height ?? 0) / (app?.height ?? 1)).toBeGreaterThan(2);

    await choose(page, 'Colour by', 'file type');
    await expect(page.getByRole('list', { name: 'What the colours mean' })).toContainText('library');
    await choose(page, 'Colour by', 'change');
    await expect(page.getByRole('list', { name: 'What the colours mean' })).toContainText('added');

    await choose(page, 'Count', 'stored ≈');
    const { sizes } = await page.evaluate(async () => {
      const ref = decodeURIComponent(location.pathname.split('/').at(-1) ?? '');
      return (await (await fetch(`/api/v1/images/${encodeURIComponent(ref)}`)).json()) as { sizes: { stored: number } };
    });
    await expect(footer(page)).toContainText(`≈\u00a0${nbsp(bytesText(sizes.stored))} drawn`);

    // The next time it is drawn as it was chosen.
    await page.reload();
    await expect(page.getByRole('radio', { name: 'Icicle' })).toBeChecked();
    await expect(page.getByRole('button', { name: 'Colour by: change' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Count: stored ≈' })).toBeVisible();
  });

  test('of a range draws what its layers brought', async ({ page, product }) => {
    await openBytes(page, product, '&from=6&at=7');
    const answer = JSON.parse(await command('analyze', SAMPLE_FILE, '--json', '--level', '7')) as Analysis;
    const seventh = answer.images[0].layers.find(({ layer }) => layer === 7);
    await expect(footer(page)).toContainText(`${nbsp(bytesText((seventh?.live ?? 0) + (seventh?.dead ?? 0)))} drawn`);
    await expect(footer(page)).toContainText('brought by layer 7');
  });

  test('is a table for those who do not see pictures', async ({ page, product }) => {
    const { live, dead } = await ledgerOf(9);
    await openBytes(page, product);
    await page.getByRole('button', { name: 'Show as table' }).click();
    const table = page.getByRole('table', { name: 'Bytes in /' });
    await expect(table.getByRole('columnheader')).toHaveText(['Name', 'Live', 'Dead', 'Layer', 'Fate']);
    const last = table.getByRole('row').last();
    await expect(last).toContainText(bytesText(live).replace(' ', ''));
    await expect(last).toContainText(bytesText(dead).replace(' ', ''));

    await table.getByRole('button', { name: 'app/' }).click();
    await page.getByRole('button', { name: 'models/' }).click();
    const deadRow = page.getByRole('row', { name: /constituents\.bin.*dead since 8/ });
    await expect(deadRow).toContainText('7');
    await deadRow.getByRole('button').click();
    await expect(inspector(page)).toContainText('/app/models/constituents.bin');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect(cells(page).first()).toBeVisible();
  });

  test('says so where there is nothing to draw', async ({ page, product }) => {
    await page.goto(imageUrl(product, SAMPLE, '?view=bytes&at=0'));
    await expect(pane(page)).toContainText('The empty root');
    await page.goto(imageUrl(product, SAMPLE, '?view=bytes&in=/no/such/folder'));
    await expect(pane(page).getByRole('alert')).toContainText('The bytes could not be counted.');
    await pane(page).getByRole('button', { name: 'Root folder' }).last().click();
    await expect(cells(page).first()).toBeVisible();
  });

  test('moves nothing where motion is not wanted', async ({ page, product }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openBytes(page, product, '&path=/app/models');
    await pane(page).getByRole('button', { name: 'Into the selected folder' }).click();
    await expect(cells(page).first()).toHaveAccessibleName(/^constituents\.bin/);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test('on a phone is a view of the bottom bar', async ({ page, product }) => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.goto(imageUrl(product, SAMPLE));
    await page.getByRole('button', { name: 'Bytes' }).click();
    await expect(cells(page).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await page.getByRole('button', { name: 'Files' }).click();
    await expect(rows(page).first()).toBeVisible();
  });
});

for (const isTable of [false, true]) {
  test(`the ${isTable ? 'table' : 'picture'} of bytes breaks no rule of accessibility, light and dark`, async ({
    page,
    product,
  }) => {
    test.slow();
    await openBytes(page, product, '&path=/app/models/constituents.bin');
    if (isTable) await page.getByRole('button', { name: 'Show as table' }).click();
    for (const width of [1440, 1024, 400]) {
      await page.setViewportSize({ width, height: width === 400 ? 800 : 900 });
      await expect(isTable ? page.getByRole('table') : cells(page).first()).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include('[data-pane]').analyze();
        const found = violations.flatMap(({ id, help, nodes }) =>
          nodes
            .filter(({ html }) => id !== 'target-size' || !html.includes('aria-haspopup="dialog"'))
            .map(({ html }) => `${help}: ${html.slice(0, 300)}`),
        );
        expect.soft(found, `${width}, ${colorScheme}`).toEqual([]);
      }
    }
  });
}

/** Items let the pointer through to the picture: it is moved to where the item stands. */
async function clickCell(page: Page, item: Locator): Promise<void> {
  const { x, y } = await cornerOf(item);
  await page.mouse.click(x, y);
}

async function hoverCell(page: Page, item: Locator): Promise<void> {
  const { x, y } = await cornerOf(item);
  await page.mouse.move(x, y);
}

async function cornerOf(item: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await expect(item).toBeVisible();
  const box = await item.boundingBox();
  if (box === null) throw new Error('a cell without a place');
  return { x: box.x + Math.min(8, box.width / 2), y: box.y + Math.min(8, box.height / 2) };
}

async function focusedBox(page: Page): Promise<{ readonly name: string; readonly x: number; readonly y: number }> {
  return page.evaluate(() => {
    const item = document.activeElement;
    const { x = 0, y = 0 } = item?.getBoundingClientRect() ?? {};
    return { name: item?.getAttribute('aria-label') ?? '', x, y };
  });
}

const nbsp = (text: string) => text.replace(' ', '\u00a0');
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
