import { image, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { imageUrl, inspector, openSample, slab } from './explorer';
import { command, SAMPLE, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const panel = (page: Parameters<typeof inspector>[0], name: string) => inspector(page).getByRole('tabpanel', { name });

test('two versions of a file are compared line by line, their line ends apart', async ({ page, product }) => {
  await openSample(page, product, '?path=/app/entrypoint.sh');
  await inspector(page).getByRole('tab', { name: 'Diff' }).click();
  const diff = panel(page, 'Diff');
  await expect(diff).toContainText(/\d+ line ends: CRLF → LF\./);
  await expect(diff.getByRole('row', { name: /^removed line 28/ })).toContainText('--workers 2');
  await expect(diff.getByRole('row', { name: /^added line 28/ })).toContainText('--workers 4');

  await diff.getByRole('button', { name: /unchanged lines/ }).click();
  const before = await command('cat', SAMPLE_FILE, '/app/entrypoint.sh', '--level', '8');
  await expect(diff.getByRole('row')).toHaveCount(before.split('\r\n').length);

  await diff.getByRole('button', { name: 'Line ends' }).click();
  await expect(diff.getByText('CRLF').first()).toBeVisible();

  await inspector(page)
    .getByRole('button', { name: /^Compare with/ })
    .click();
  await page.getByRole('menuitemradio', { name: 'Layer 7' }).click();
  await expect(page).toHaveURL(/ver=9&vs=7/);
  await inspector(page)
    .getByRole('button', { name: /Mode changed/ })
    .click();
  await expect(panel(page, 'Diff')).toContainText('have the same contents');
});

test('what is no text is named by its first bytes and shown as bytes', async ({ page, product }) => {
  await openSample(page, product, '?path=/app/models/datum-grid.bin');
  await expect(panel(page, 'Contents')).toContainText('00000000');
  await inspector(page).getByRole('tab', { name: 'Hex' }).click();
  await expect(panel(page, 'Hex')).toContainText(/^00000000/);
});

test('a script is named with its interpreter, its words in tones', async ({ page, product }) => {
  await openSample(page, product, '?path=/app/entrypoint.sh');
  await expect(panel(page, 'Contents')).toContainText('Script, run by /bin/sh');
  await expect(panel(page, 'Contents').locator('span', { hasText: /^if$/ }).first()).toHaveCSS('font-weight', '700');
});

test('path, digest, link and a command are there to be copied, a folder as a tar', async ({ page, product }) => {
  await openSample(page, product, '?path=/app');
  const download = page.waitForEvent('download');
  await inspector(page).getByRole('link', { name: 'Download as tar' }).click();
  expect((await download).suggestedFilename()).toBe('app.tar');

  await openSample(page, product, '?path=/app/entrypoint.sh');
  await inspector(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('menu').getByRole('menuitem')).toContainText(['Path', 'SHA-256', 'Link']);
});

test('the build is there as a Dockerfile, whose layers lead to the stack', async ({ page, product }) => {
  await page.goto(imageUrl(product, SAMPLE, '?tab=config'));
  await expect(page.getByRole('row', { name: /apt-get update; \\/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show layer 8 in the stack' }).click();
  await expect(inspector(page).getByRole('heading', { name: 'Layer 8' })).toBeVisible();
});

test('what the files of an image tell of it leads to the files', async ({ page, product }) => {
  await openSample(page, product);
  const told = inspector(page).getByRole('region', { name: 'What its files tell' });
  await expect(told).toContainText('Driftwood Linux 12 (heron)');
  await expect(told).toContainText('21 packages (dpkg)');
  await told.getByRole('button', { name: 'Driftwood Linux 12 (heron)' }).click();
  await expect(inspector(page).getByRole('heading', { name: 'os-release' })).toBeVisible();
});

test('the base ends where the reader says, in the link and in the totals', async ({ page, product }) => {
  await openSample(page, product);
  const facts = inspector(page);
  await expect(facts).toContainText('driftwood/python:3.12-slim · layers 1 to 3');
  const ledger = JSON.parse(await command('analyze', SAMPLE_FILE, '--image', SAMPLE, '--json')).images[0];
  const own = (layers: number) =>
    ledger.layers
      .filter(({ layer }: { layer: number }) => layer > layers)
      .reduce((sum: number, { content }: { content: number }) => sum + content, 0);
  await expect(facts).toContainText(`Own${(own(3) / 1e6).toFixed(1)}`);

  await slab(page, 4).click();
  await page.getByRole('button', { name: 'Actions for layer 4' }).click();
  await page.getByRole('menuitem', { name: 'Base ends here' }).click();
  await expect(page).toHaveURL(/base=4/);
  await page.keyboard.press('Escape');
  await expect(facts).toContainText('layers 1 to 4, as you set it');
  await expect(facts).toContainText(`Own${(own(4) / 1e6).toFixed(1)}`);

  await facts.getByRole('button', { name: 'As the image tells' }).click();
  await expect(page).not.toHaveURL(/base=/);
});

test('the base is another image that is open and has the same lowest layers, where no label names one', async ({
  page,
  start,
  write,
}) => {
  const common = layer().file('etc/motd', 'welcome\n');
  const base = image({ names: ['harbour/base:1'], layers: [common] });
  const app = image({ names: ['harbour/app:1'], layers: [common, layer().file('srv/app', 'x'.repeat(700))] });
  const product = await start({ locations: [write('both.tar', ociArchive(base, app))] });
  await page.goto(imageUrl(product, 'harbour/app:1'));
  await expect(inspector(page)).toContainText('harbour/base:1 · layer 1');
  await expect(inspector(page)).toContainText('Of the base8B');
  await expect(inspector(page)).toContainText('Own700B');
});
