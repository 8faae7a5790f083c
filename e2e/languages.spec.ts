import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { samples } from './command/run-command';
import { imageUrl } from './explorer';
import { command, listed, SAMPLE, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

/** Latin words that a Chinese page may have: names, units, terms of the field in brackets, keys of the keyboard. */
const ALLOWED = new Set(
  (
    'stratascope english b kb mb gb kib mib utc id whiteout opaque fifo oci docker podman save tar npx image ctrl k esc ' +
    'p r linux amd64 gzip json xattr copy-up root none shell dpkg apk rpm dockerfile'
  ).split(' '),
);

/** Words that are the image's own: of its paths, and of what its documents say. */
let ownWords: ReadonlySet<string> = new Set();
test.beforeAll(async () => {
  const paths = (await listed(SAMPLE_FILE, '--ghosts')).map(({ path }) => path);
  const told = stringsOf(JSON.parse(await command('inspect', SAMPLE_FILE, '--json')));
  const release = await command('cat', SAMPLE_FILE, '/usr/lib/os-release');
  ownWords = new Set([release, ...paths, ...told, ...readdirSync(samples), './build/app-1.4.tar'].flatMap(wordsOf));
});

test('the page speaks Chinese when asked, and keeps to it', async ({ page, product }) => {
  await page.goto(product.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(SAMPLE).first()).toBeVisible();
  // What is looked for is found where it is.
  expect((await englishWords(page)).length).toBeGreaterThan(20);
  await page.getByRole('button', { name: /^Language/ }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[\u4e00-\u9fff]/);
  expect(await englishWords(page)).toEqual([]);

  await page.goto(imageUrl(product, SAMPLE, '?path=/root/.cache'));
  await expect(page.getByRole('treegrid')).toContainText('第 9 层移除');
  await expect(page.getByRole('region', { name: '层栈' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
});

for (const [part, query] of [
  ['an image with nothing selected', ''],
  ['a path', '?path=/app/entrypoint.sh&at=8'],
  ['a ghost', '?path=/root/.cache'],
  ['a layer', '?layer=7'],
  ['the config', '?tab=config'],
] as const) {
  test(`nothing of ${part} is left in English on the Chinese page`, async ({ page, product }) => {
    await speakChinese(page);
    await page.goto(imageUrl(product, SAMPLE, query));
    await expect(page.getByRole('tab', { selected: true }).first()).toHaveText(/[\u4e00-\u9fff]/);
    await page.waitForLoadState('networkidle');
    expect(await englishWords(page)).toEqual([]);
  });
}

test('errors of the server are in Chinese too', async ({ page, product }) => {
  await speakChinese(page);
  await page.goto(product.url);
  await page.getByRole('textbox', { name: '按路径打开' }).fill('/no/such/file.tar');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toContainText(/file\.tar.*[\u4e00-\u9fff]/);
});

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });
  test('the first visit is in Chinese', async ({ page, product }) => {
    await page.goto(product.url);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[\u4e00-\u9fff]/);
  });
});

test('light and dark follow the system, or are chosen and kept', async ({ page, product }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(product.url);
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(background).not.toBe(light);

  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect.poll(background).toBe(light);
  await page.reload();
  await expect.poll(background).toBe(light);
});

async function speakChinese(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(navigator, 'languages', { value: ['zh-CN'] }));
}

/** English words in what the page itself says: in its texts, names of controls and hints. */
async function englishWords(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const element = node.parentElement;
      if (element === null || element.closest('script, style, noscript, kbd') !== null) continue;
      // What stands in the mono type is the image's: paths, instructions, modes, digests, contents.
      if (getComputedStyle(element).fontFamily.includes('JetBrains')) continue;
      found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [data-tip], [placeholder], [title]')) {
      for (const name of ['aria-label', 'data-tip', 'placeholder', 'title'])
        found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  const words = texts
    // The data folder of the tests is shown too.
    .map((text) =>
      text
        .replace(/stratascope-e2e-\w+/g, '')
        .replace(MODE, '')
        .replace(/\\(?:u[0-9a-f]{4}|x[0-9a-f]{2})/g, ' '),
    )
    .flatMap(wordsOf);
  return [...new Set(words)].filter((word) => !ALLOWED.has(word) && !ownWords.has(word));
}

/** `drwxr-xr-x` and its like. */
const MODE = /[-dlcbps]?(?:[-r][-w][-xsStT]){3}/g;

const wordsOf = (text: string) => (text.match(/[A-Za-z][A-Za-z0-9-]*/g) ?? []).map((word) => word.toLowerCase());

/** All texts in a document; of the names of its fields those with a dot, which are names of labels. */
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => [...(key.includes('.') ? [key] : []), ...stringsOf(field)]);
}
