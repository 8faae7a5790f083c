import type { Page } from '@playwright/test';
import { inspector, levelHandle, openSample, row, rows, slab, stack, tree } from './explorer';
import { SAMPLE } from './sample';
import { expect, test } from './test';

const focused = (page: Page) => page.locator(':focus');

test('the tree is walked, unfolded and chosen from with the keys alone', async ({ page, product }) => {
  await openSample(page, product);
  await page.keyboard.press('2');
  await expect(row(page, 'usr')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'app')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'app')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'models')).toBeFocused();

  await page.keyboard.press("'");
  await page.keyboard.type('ent');
  await expect(row(page, 'entrypoint.sh')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/path=\/app\/entrypoint\.sh/);
  await expect(inspector(page).getByRole('heading', { name: 'entrypoint.sh' })).toBeVisible();
  await expect(row(page, 'entrypoint.sh')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Backspace');
  await expect(page).toHaveURL(/path=\/app$/);
  await expect(row(page, 'app')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'app')).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.press('End');
  await expect(rows(page).last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(row(page, 'usr')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/image\/[^?]+$/);
});

test('panes are gone through with F6, and each has a stop', async ({ page, product }) => {
  await openSample(page, product, '?path=/app/entrypoint.sh');
  const panes = ['Stack', 'Merged file system', 'Details'];
  const seen: string[] = [];
  for (let press = 0; press < 4; press++) {
    await page.keyboard.press('F6');
    seen.push(
      await focused(page).evaluate((element) => element.closest('[data-pane]')?.getAttribute('aria-label') ?? ''),
    );
  }
  expect(seen).toEqual([...panes, panes[0]]);
  await page.keyboard.press('Shift+F6');
  await expect(focused(page).locator('xpath=ancestor-or-self::section[@aria-label="Details"]')).toHaveCount(1);
});

test('what takes the place of the focused thing takes the focus', async ({ page, product }) => {
  await page.goto(product.url);
  await page.getByRole('link', { name: SAMPLE }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tab', { name: 'Explore' })).toBeFocused();

  await page.keyboard.press('2');
  await expect(row(page, 'usr')).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.getByRole('treeitem', { name: /^usr, / })).toBeFocused();
  await page.keyboard.press('t');
  await expect(row(page, 'usr')).toBeFocused();

  await page.keyboard.press('Enter');
  await inspector(page).getByRole('button', { name: 'Let go of the selection' }).focus();
  await page.keyboard.press('Enter');
  await expect(inspector(page)).toBeFocused();

  await page.getByRole('button', { name: 'Stratascope, Library' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('level and range move with brackets, and layers are chosen with arrows', async ({ page, product }) => {
  await openSample(page, product);
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(page).toHaveURL(/at=7/);
  await page.keyboard.press(']');
  await expect(levelHandle(page)).toHaveAttribute('aria-valuetext', 'as of layer 8 of 9');
  await page.keyboard.press('Shift+}');
  await expect(page).toHaveURL(/from=1/);
  await page.keyboard.press('Shift+{');
  await expect(page).not.toHaveURL(/from/);

  await page.keyboard.press('1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/layer=\d/);
  const chosen = Number(/layer=(\d)/.exec(page.url())?.[1]);
  await expect(slab(page, chosen)).toHaveAttribute('aria-selected', 'true');
});

test('the menu of a layer opens by the keys for menus, and Esc leads back to the stack', async ({ page, product }) => {
  await openSample(page, product);
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await page.keyboard.press('1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(key);
    await expect(page.getByRole('menuitem', { name: 'Base ends here' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(stack(page).locator(':focus')).toBeVisible();
  }
});

test('every stop of the page has a focus ring, and Tab reaches search, tabs, stack, tree and inspector', async ({
  page,
  product,
}) => {
  await openSample(page, product, '?path=/app/entrypoint.sh');
  const places = new Set<string>();
  const without: string[] = [];
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const style = getComputedStyle(element);
      const parent = element.parentElement === null ? null : getComputedStyle(element.parentElement);
      const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      const hasRing = (of: CSSStyleDeclaration | null) =>
        of !== null && ((of.outlineStyle !== 'none' && of.outlineWidth !== '0px') || of.boxShadow !== 'none');
      return {
        name: element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? element.tagName,
        place: element.closest('[data-pane], [role=tablist], header, search')?.getAttribute('aria-label') ?? 'bar',
        // Of a list the option that the keys are on has the ring, of a field its frame.
        hasRing: hasRing(style) || hasRing(parent) || hasRing(active === null ? null : getComputedStyle(active)),
      };
    });
    if (stop === null) break;
    places.add(stop.place);
    if (!stop.hasRing) without.push(stop.name);
  }
  expect(without).toEqual([]);
  expect([...places]).toEqual(
    expect.arrayContaining(['bar', 'Views of this image', 'Stack', 'Merged file system', 'Details']),
  );
});

test('the list of keys opens with ?, and single letters can be switched off', async ({ page, product }) => {
  await openSample(page, product);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toBeVisible();
  await help.getByRole('checkbox', { name: 'Single letters act as commands' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('[');
  await expect(page).not.toHaveURL(/at=/);
  // Keys with Control are no single letters.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search paths' })).toBeFocused();
  await expect(tree(page)).toBeVisible();
});
