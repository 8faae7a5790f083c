import type { Locator, Page } from '@playwright/test';
import { imageUrl, inspector, openSample, row, slab, stack } from './explorer';
import { bytesText, listed, SAMPLE, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const SCREENS = [
  ['a path', '?path=/app/entrypoint.sh'],
  ['the picture of bytes', '?view=bytes'],
  ['the config', '?tab=config'],
] as const;

test.describe('where the browser forces its colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('layers keep theirs, beside their numbers, and hatch, selection and focus are drawn', async ({
    page,
    product,
  }) => {
    await openSample(page, product, '?path=/app/entrypoint.sh');
    const chip = row(page, 'app').locator('[style*="--layer-9-fill"]').first();
    const fill = await chip.evaluate((element) => getComputedStyle(element).backgroundColor);
    const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(fill).not.toBe(canvas);
    await expect(row(page, 'entrypoint.sh')).toHaveCSS('outline-style', 'solid');
    await slab(page, 7).click();
    await expect(slab(page, 7)).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('2');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(':focus')).toHaveCSS('outline-style', 'solid');
    // What dead bytes are drawn with is a pattern; forced colours drop it unless it is told to stay.
    const hatch = stack(page).locator('[class*=hatch]').first();
    expect(await hatch.evaluate((element) => getComputedStyle(element).backgroundImage)).toContain('gradient');
  });
});

test.describe('at 400 % zoom of a window of 1280 by 1024', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  for (const [what, query] of SCREENS) {
    test(`${what} needs no sideways scrolling, and more than its bars can be seen`, async ({ page, product }) => {
      await page.goto(imageUrl(product, SAMPLE, query));
      const content = page.getByRole('treegrid').or(page.getByRole('tree')).or(page.getByText('What it runs')).first();
      await content.waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await content.scrollIntoViewIfNeeded();
      expect((await content.boundingBox())?.height ?? 0).toBeGreaterThan(15);
      // The way there, by keys too, is to scroll the page down.
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThanOrEqual(480);
    });
  }
});

test.describe('with the text spacing that readers may set', () => {
  for (const [what, query] of SCREENS) {
    test(`nothing of ${what} is cut off or runs out of the window`, async ({ page, product }) => {
      await page.goto(imageUrl(product, SAMPLE, query));
      await page.getByRole('tab', { name: 'Explore' }).waitFor();
      await page.waitForLoadState('networkidle');
      const before = await cutTexts(page);
      // Source: WCAG 2.2, 1.4.12. The page forbids styles of others; a sheet of the browser's own is none.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
          word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
        document.adoptedStyleSheets = [sheet];
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
      expect((await cutTexts(page)).filter((text) => !before.includes(text))).toEqual([]);
    });
  }
});

test('the row that the keys are on is never under the head of the tree, nor below its end', async ({
  page,
  product,
}) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openSample(page, product, '?path=/usr/lib');
  await page.keyboard.press('2');
  for (const key of ['End', 'ArrowUp', 'PageUp', 'PageUp', 'ArrowUp', 'Home', 'PageDown', 'ArrowDown', 'PageDown']) {
    await page.keyboard.press(key);
    await expect
      .poll(() =>
        page.evaluate(() => {
          const focused = document.activeElement;
          if (focused?.getAttribute('role') !== 'row') return 'no row has the focus';
          const { left, top, bottom } = focused.getBoundingClientRect();
          const isSeen = [top + 2, bottom - 2].every((y) =>
            focused.contains(document.elementFromPoint(left + 40, y) ?? document.body),
          );
          return isSeen ? 'seen' : `hidden after this key: ${focused.getAttribute('aria-label')}`;
        }),
      )
      .toBe('seen');
  }
});

test('why an image is larger than its base is found out by keys alone', async ({ page, product }) => {
  const keys = async (...pressed: readonly string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const focused = page.locator(':focus');
  await openSample(page, product);

  // The largest own layer: each says its size.
  await keys('1');
  const sizes = new Map<number, number>();
  await keys('End');
  for (let layer = 1; layer <= 9; layer++) {
    const name = (await activeName(page)) ?? '';
    const [, number = '', size = '', unit = ''] = /^Layer (\d+),.*? ([\d.,]+)\s(B|kB|MB),/.exec(name) ?? [];
    sizes.set(Number(number), Number(size.replaceAll(',', '')) * { B: 1, kB: 1e3, MB: 1e6 }[unit as 'B' | 'kB' | 'MB']);
    await keys('ArrowUp');
  }
  expect([...sizes.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const own = [...sizes].filter(([layer]) => layer > 3).sort(([, one], [, other]) => other - one);
  const largest = own[0]?.[0] ?? 0;
  expect(largest).toBe(4);
  await keys('End');
  for (let layer = 1; layer < largest; layer++) await keys('ArrowUp');
  await keys('Enter');
  await expect(page).toHaveURL(new RegExp(`layer=${largest}`));

  // Its biggest file, which the details list first.
  await keys('3');
  const files = inspector(page).getByRole('region').or(inspector(page)).getByRole('listitem').getByRole('button');
  await expect(files.first()).toBeVisible();
  for (let press = 0; press < 20 && !(await isFocused(files.first())); press++) await keys('Tab');
  await expect(files.first()).toBeFocused();
  const file = (await files.first().textContent()) ?? '';
  await keys('Enter');
  await expect(page).toHaveURL(/path=/);
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText(file.slice(file.lastIndexOf('/') + 1));
  const rowsOfTool = await listed(SAMPLE_FILE, '--level', String(largest));
  const ofLayer = rowsOfTool.filter(({ layer, type }) => layer === largest && type === 'file');
  expect(file).toBe(ofLayer.toSorted((one, other) => (other.size ?? 0) - (one.size ?? 0))[0]?.path);

  // Its biggest folder: what this layer alone brought, as a picture whose cells are in order of their bytes.
  for (let level = 9; level > largest; level--) await keys('[');
  for (let from = 0; from < largest - 1; from++) await keys('Shift+}');
  await keys('b');
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await keys('2', 'Home');
  await expect(focused).toHaveAttribute('role', 'treeitem');
  await keys('ArrowRight');
  const brought = (below: string) =>
    ofLayer.filter(({ path }) => path.startsWith(`${below}/`)).reduce((sum, { size = 0 }) => sum + size, 0);
  const folders = [...new Set(ofLayer.map(({ path }) => path.split('/').slice(0, 2).join('/')))];
  const biggest = folders.toSorted((one, other) => brought(other) - brought(one))[0] ?? '';
  const cell = page.getByRole('treeitem', { name: new RegExp(`^${biggest.slice(1)}, folder, `) });
  await expect(cell).toHaveAccessibleName(new RegExp(bytesText(brought(biggest)).replace(' ', '\\s')));
});

const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

/** The name of the option that a list of options is on. */
function activeName(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const active = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '') ?? focused;
    return active?.getAttribute('aria-label') ?? null;
  });
}

/** Texts that are cut off without an ellipsis. */
function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('button, h1, h2, h3, th, td, dd, dt, li, p, label')) {
      const style = getComputedStyle(element);
      if (element.closest('.visually-hidden, [aria-hidden=true]') !== null || style.visibility === 'hidden') continue;
      if (element.clientWidth === 0 || style.textOverflow === 'ellipsis') continue;
      const isCutAcross = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      const isCutDown = style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
      if (isCutAcross || isCutDown) cut.push(element.textContent?.slice(0, 60) ?? '');
    }
    return cut;
  });
}
