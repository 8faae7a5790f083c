import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { imageUrl, inspector, levelHandle, openSample, row, rows, tree } from './explorer';
import { command, SAMPLE, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const box = (page: Page) => page.getByRole('combobox', { name: 'Search paths' });
const results = (page: Page) => page.getByRole('listbox', { name: 'Search paths' });
const group = (page: Page, name: string) => results(page).getByRole('group', { name });
const active = (page: Page) => results(page).getByRole('option', { selected: true });
const foot = (page: Page) => page.locator('search').getByRole('status');

/** Opens the box with its keys, and types. Until it has come, a plain field stands in its place. */
async function search(page: Page, text: string, role: 'combobox' | 'textbox' = 'combobox'): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole(role, { name: 'Search paths' })).toBeFocused();
  await page.keyboard.type(text);
}

/** Keeps the box from coming, until what it gives is called. */
async function holdBox(page: Page): Promise<() => void> {
  let letItCome = () => {};
  const isFree = new Promise<void>((resolve) => {
    letItCome = resolve;
  });
  await page.route('**/assets/search-box-*.js', async (route) => {
    await isFree;
    await route.continue();
  });
  return letItCome;
}

test.describe('a search', () => {
  for (const query of [
    'is:removed layer:9',
    'size:>1MB -in:/usr',
    'is:content layer:9',
    '"passwd"',
    'mode:4755 type:file',
  ]) {
    test(`for ${query} finds what the command finds`, async ({ page, product }) => {
      const lines = (await command('find', SAMPLE_FILE, query, '--format', 'jsonl')).trimEnd().split('\n');
      const paths = lines.map((line) => String(JSON.parse(line).path));
      expect(paths.length).toBeGreaterThan(0);
      await openSample(page, product);
      await search(page, query);
      await expect(foot(page)).toHaveText(`${paths.length} ${paths.length === 1 ? 'path' : 'paths'}`);
      const found = group(page, 'Paths').getByRole('option');
      await expect(found).toHaveCount(paths.length);
      for (const path of paths) await expect(found.filter({ hasText: path }).first()).toBeAttached();
    });
  }

  test('typed before the box has come is gone on with', async ({ page, product }) => {
    const letItCome = await holdBox(page);
    await openSample(page, product);
    await search(page, 'stations', 'textbox');
    letItCome();
    await expect(active(page)).toContainText('/app/config/stations.yaml');
    await page.keyboard.type('.y');
    await expect(box(page)).toHaveValue('stations.y');
  });

  test('and Enter before the box has come is not lost', async ({ page, product }) => {
    const letItCome = await holdBox(page);
    await openSample(page, product);
    await search(page, 'stations.yaml', 'textbox');
    await page.keyboard.press('Enter');
    letItCome();
    await expect(page).toHaveURL(/path=\/app\/config\/stations\.yaml/);
  });

  test('shows the first paths of many, counts them all, and goes on', async ({ page, product }) => {
    const all = (await command('find', SAMPLE_FILE, 'is:live')).trimEnd().split('\n').at(-1) ?? '';
    await openSample(page, product);
    await search(page, 'is:live');
    await expect(group(page, 'Paths').getByRole('option')).toHaveCount(51);
    await expect(foot(page)).toHaveText(new RegExp(`the first 50 of ${all.split(' ')[0]} paths · .* live`));
    await group(page, 'Paths').getByRole('option', { name: 'Show more paths' }).click();
    await expect(group(page, 'Paths').getByRole('option')).toHaveCount(201);
    await expect(box(page)).toBeFocused();
  });

  test('stands in the link, which opens with it; its words are kept while the selection moves', async ({
    page,
    product,
  }) => {
    await openSample(page, product);
    await search(page, 'entrypoint');
    await expect(page).toHaveURL(/q=entrypoint$/);
    await expect(active(page)).toContainText('/app/entrypoint.sh');
    await page.keyboard.press('Enter');
    await expect(results(page)).toBeHidden();
    await expect(page).toHaveURL(/path=\/app\/entrypoint\.sh&q=entrypoint$/);
    await expect(tree(page).getByRole('row', { selected: true })).toContainText('entrypoint.sh');

    await page.goto(imageUrl(product, SAMPLE, '?q=name%3Amotd'));
    await expect(box(page)).toHaveValue('name:motd');
    await expect(results(page)).toBeHidden();
    await box(page).click();
    await expect(group(page, 'Paths').getByRole('option')).toContainText(['/etc/motd']);
  });

  test('selects what is removed as a ghost, and keeps the level', async ({ page, product }) => {
    await openSample(page, product, '?at=9');
    await search(page, 'is:removed name:cache type:dir');
    const found = group(page, 'Paths').getByRole('option', { name: /\/root\/ ?\.cache/ });
    await expect(found).toContainText('removed in 9');
    await found.click();
    await expect(page).toHaveURL(/at=9&path=\/root\/\.cache/);
    await expect(row(page, '.cache')).toHaveAccessibleName(/removed in layer 9/);
    await expect(inspector(page)).toContainText('.cache');
  });

  test('finds what only comes above the level, and says so', async ({ page, product }) => {
    await openSample(page, product, '?at=3');
    await search(page, 'requirements.txt');
    await expect(group(page, 'Paths').getByRole('option').first()).toContainText('comes in 5');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/at=3&path=\/app\/requirements\.txt/);
    await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '3');
  });

  test('that begins with a slash offers that very path first', async ({ page, product }) => {
    await openSample(page, product);
    await search(page, '/etc/passwd');
    await expect(group(page, 'Go to').getByRole('option')).toHaveCount(1);
    await expect(active(page)).toContainText('/etc/passwd');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/path=\/etc\/passwd&/);
  });

  test('that is not understood underlines where, and says what is expected', async ({ page, product }) => {
    await openSample(page, product);
    await search(page, 'passwd is:deed ');
    await expect(page.locator('[data-wrong]')).toHaveText('deed');
    await expect(page.getByRole('alert')).toContainText('that is no value of “is:”');
    await expect(page.getByRole('alert')).toContainText('Expected: live, dead, removed');
    await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
    for (let at = 0; at < 'deed '.length; at++) await page.keyboard.press('Backspace');
    await page.keyboard.type('live');
    await expect(page.getByRole('alert')).toBeHidden();
    await expect(group(page, 'Paths').getByRole('option').first()).toContainText('passwd');
  });

  test('that finds nothing, or cannot be made, says so', async ({ page, product }) => {
    await openSample(page, product);
    await search(page, 'no-such-name');
    await expect(foot(page)).toHaveText('No path fits.');
    await page.route('**/search?**', (route) =>
      route.fulfill({
        status: 500,
        json: { error: { code: 'internal', message: 'The program has a fault.', hint: 'Report it.' } },
      }),
    );
    await page.keyboard.type('-either');
    await expect(foot(page)).toHaveText('The program has a fault.');
  });
});

test.describe('the search box', () => {
  test('completes keys and values', async ({ page, product }) => {
    await openSample(page, product);
    await search(page, 'la');
    await expect(group(page, 'Keys and values').getByRole('option')).toContainText(['layer:']);
    // A word is a word: Enter means a path unless the key is pointed at.
    await expect(active(page)).not.toContainText('layer:');
    await page.keyboard.press('ArrowUp');
    await expect(active(page)).toContainText('layer:');
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('layer:');
    await page.keyboard.type('9');
    await page.keyboard.type(' is:re');
    await expect(active(page)).toContainText('is:removed');
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('layer:9 is:removed ');
    await expect(group(page, 'Paths').getByRole('option').first()).toContainText('removed in 9');
  });

  test('is worked by keys alone, and gives the focus on', async ({ page, product }) => {
    await openSample(page, product);
    await search(page, 'passwd');
    await expect(active(page)).toContainText('/etc/passwd');
    await page.keyboard.press('ArrowDown');
    const second = results(page).getByRole('option').nth(1);
    await expect(second).toHaveAttribute('aria-selected', 'true');
    await expect(box(page)).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '');
    await page.keyboard.press('Escape');
    await expect(results(page)).toBeHidden();
    await expect(box(page)).toHaveValue('passwd');
    await page.keyboard.press('ArrowDown');
    await expect(results(page)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(tree(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(box(page)).toHaveValue('');
    await expect(page).not.toHaveURL(/q=/);
    await expect(box(page)).not.toBeFocused();
  });

  test('Enter that is faster than the answer waits for it', async ({ page, product }) => {
    await openSample(page, product);
    await page.route('**/search?**', async (route) => {
      const answer = await route.fetch();
      await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
      await route.fulfill({ response: answer });
    });
    await search(page, 'os-release');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/path=[^&]*os-release/);
  });

  test('gives commands by their names, and takes no letters from the page', async ({ page, product }) => {
    await openSample(page, product);
    await page.keyboard.press('Control+k');
    await expect(group(page, 'Commands').getByRole('option', { name: /Level down/ })).toContainText('[');
    await page.keyboard.type('dark th');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await expect(group(page, 'Commands').getByRole('option')).toContainText(['Dark theme']);
    await group(page, 'Commands').getByRole('option', { name: 'Dark theme' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(box(page)).toHaveValue('');

    await search(page, 'level down');
    await expect(active(page)).toContainText('Level down');
    await page.keyboard.press('Enter');
    await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '8');

    await search(page, 'layer 4');
    await group(page, 'Layers').getByRole('option', { name: 'Level to layer 4' }).click();
    await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '4');

    await search(page, 'open config');
    await expect(active(page)).toContainText('Open Config');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/tab=config/);
  });

  test('finds layers by their instruction', async ({ page, product }) => {
    await openSample(page, product);
    await search(page, 'apt-get install');
    const layers = group(page, 'Layers').getByRole('option');
    await expect(layers.first()).toContainText('RUN');
    await layers.first().click();
    await expect(page).toHaveURL(/layer=4/);
  });

  test('speaks Chinese', async ({ page, product }) => {
    await page.addInitScript(() => localStorage.setItem('stratascope.preferences', '{"language":"zh"}'));
    await page.goto(imageUrl(product, SAMPLE));
    const chinese = page.getByRole('combobox', { name: '搜索路径' });
    await expect(chinese).toBeEnabled();
    await expect(page.getByRole('treegrid')).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(chinese).toBeFocused();
    await chinese.fill('passwd is:deed x');
    await expect(page.getByRole('alert')).toContainText('这不是“is:”的值');
    await chinese.fill('第4层');
    await expect(page.getByRole('option', { name: /截至第 4 层/ })).toBeVisible();
  });

  test('takes the whole bar on a phone, and its list stays in the window', async ({ page, product }) => {
    await page.setViewportSize({ width: 400, height: 800 });
    await openSample(page, product);
    await page.getByRole('button', { name: 'Search paths' }).click();
    await expect(box(page)).toBeFocused();
    await box(page).fill('size:>1MB');
    await expect(group(page, 'Paths').getByRole('option').first()).toBeInViewport({ ratio: 1 });
    await group(page, 'Paths').getByRole('option').first().click();
    await expect(box(page)).toBeHidden();
    await expect(page).toHaveURL(/path=/);
  });
});

const STATES = [
  ['commands', ''],
  ['paths and layers', 'app'],
  ['an error', 'is:deed x'],
  ['completions', 'is:re'],
  ['nothing', 'no-such-name'],
] as const;

for (const [state, text] of STATES) {
  test(`a search that shows ${state} breaks no rule of accessibility, light and dark, wide and narrow`, async ({
    page,
    product,
  }) => {
    test.slow();
    for (const width of [1440, 400]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(imageUrl(product, SAMPLE));
      await rows(page).first().waitFor();
      await search(page, text);
      await expect(page.locator('search').getByRole('alert').or(results(page)).or(foot(page)).first()).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include('search').withTags(TAGS).analyze();
        const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        expect.soft(broken, `${width}, ${colorScheme}`).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
