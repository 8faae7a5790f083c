import { readFileSync } from 'node:fs';
import { image, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { imageUrl, inspector, row, rows, unfold } from './explorer';
import { expect, test } from './test';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What is shown of a name, and what it is: text as UTF-8, else bytes. */
const NAMES = [
  { shown: 'caf\\xe9.txt', name: bytes('caf\xe9.txt'), inLink: 'caf%E9.txt' },
  { shown: 'invoice\\u202efdp.exe', name: 'invoice\u202efdp.exe', inLink: 'invoice%E2%80%AEfdp.exe' },
  { shown: 'two\\x0alines', name: 'two\nlines', inLink: 'two%0Alines' },
  { shown: '<b>bold<\\u200bb>&amp;', name: '<b>bold<\u200bb>&amp;', inLink: null },
  { shown: '灯塔.txt', name: '灯塔.txt', inLink: '%E7%81%AF%E5%A1%94.txt' },
] as const;

test('names that are not UTF-8 or hide their direction are escaped, can be chosen, linked and read', async ({
  page,
  start,
  write,
}) => {
  const recipe = layer().dir('odd');
  for (const [at, { name }] of NAMES.entries()) {
    const path = typeof name === 'string' ? new TextEncoder().encode(name) : name;
    recipe.file(Uint8Array.from([...bytes('odd/'), ...path]), `contents ${at}\n`);
  }
  const archive = write('odd.tar', ociArchive(image({ names: ['harbour/odd:1'], layers: [recipe] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, 'harbour/odd:1'));
  await unfold(page, 'odd');
  await expect(rows(page)).toHaveCount(1 + NAMES.length);

  for (const [at, { shown, inLink }] of NAMES.entries()) {
    await row(page, shown).click();
    await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText(shown);
    if (inLink !== null) expect(page.url()).toContain(`path=/odd/${inLink}`);
    await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText(`contents ${at}`);
    const download = page.waitForEvent('download');
    await inspector(page).getByRole('link', { name: 'Download' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(`contents ${at}\n`);
    // No raw control or bidirectional character reaches the screen.
    expect(await page.locator('#root').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  }

  await page.goto(imageUrl(product, 'harbour/odd:1', '?path=/odd/caf%E9.txt'));
  await expect(row(page, 'caf\\xe9.txt')).toHaveAttribute('aria-selected', 'true');
});

test('a name of hundreds of characters leaves the page its width, and stands whole in the inspector', async ({
  page,
  start,
  write,
}) => {
  const long = `${'long-'.repeat(48)}end.txt`;
  const recipe = layer()
    .file(long, 'x')
    .dir('deep')
    .file(`deep/${'d/'.repeat(40)}f`, 'y');
  const archive = write('long.tar', ociArchive(image({ names: ['harbour/long:1'], layers: [recipe] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, 'harbour/long:1', `?path=/${long}`));
  await expect(row(page, long)).toHaveAttribute('aria-selected', 'true');
  await expect(row(page, long).getByText('end.txt')).toBeInViewport();
  await expect(inspector(page)).toContainText(`/${long}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
});
