import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { image, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { inspector, row, rows, unfold } from './explorer';
import { expect, test } from './test';

/** All that turns, hides, moves a cursor or looks like nothing: escape sequences, C1, bidirectional, invisible, tags. */
const NASTY = '\u202e\u2066\u200b\u00ad\ufeff\x1b[31m\x07\x7f\u009b\u0085\u2028\u{e0041}\u061c';
/** What of it may nowhere stand on the page. */
const HIDDEN =
  '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\u{e0000}-\\u{e007f}]';

const nasty = (name: string) => `${name}${NASTY}end`;

/** An image that says such things wherever an image can say anything. */
function hostileImage() {
  return image({
    names: [nasty('harbour/hostile:1')],
    layers: [
      {
        content: layer()
          .dir('etc')
          .file('etc/passwd', `${nasty('root')}:x:0:0::/:\n`)
          .file('etc/os-release', `ID=${nasty('id')}\nPRETTY_NAME="${nasty('Pretty')}"\nVERSION_ID=${nasty('1')}\n`)
          .file(nasty('file'), `${NASTY}\n`, { uname: nasty('user'), xattrs: { [nasty('user.x')]: NASTY } })
          .symlink('link', nasty('target'))
          .dir(nasty('folder'))
          .file(`${nasty('folder')}/x`, 100_000)
          .hardlink(nasty('hard'), nasty('gone')),
        createdBy: `RUN ${nasty('install')} \\\n\t&& more`,
      },
      {
        content: layer().whiteout(nasty('file')).whiteout(nasty('nothing')),
        createdBy: nasty('/bin/sh -c #(nop) COPY'),
      },
    ],
    platform: { os: nasty('linux'), architecture: nasty('amd64'), variant: nasty('v1') },
    config: {
      Entrypoint: [nasty('/run')],
      Cmd: [nasty('cmd')],
      Env: [`${nasty('NAME')}=${nasty('value')}`, `SECRET_${nasty('TOKEN')}=${nasty('secret')}`],
      Labels: { [nasty('label')]: nasty('value') },
      User: nasty('user'),
      WorkingDir: nasty('/work'),
      StopSignal: nasty('TERM'),
      ExposedPorts: { [nasty('80/tcp')]: {} },
      Volumes: { [nasty('/data')]: {} },
    },
  });
}

/** Every text and attribute of the page that has such a character. */
function hiddenOnPage(page: Page): Promise<readonly string[]> {
  return page.evaluate((pattern) => {
    const hidden = new RegExp(pattern, 'u');
    const found: string[] = hidden.test(document.title) ? [`title ${JSON.stringify(document.title)}`] : [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const { name, value } of node.attributes)
          if (hidden.test(value)) found.push(`${node.tagName} ${name}=${JSON.stringify(value)}`);
      } else if (hidden.test(node.nodeValue ?? '')) {
        found.push(`${node.parentElement?.className} ${JSON.stringify(node.nodeValue)}`);
      }
    }
    return found;
  }, HIDDEN);
}

const shown = (name: string) => `${name}\\u202e\\u2066`;

for (const language of ['en', 'zh']) {
  test(`nothing that hides or reorders reaches the page, in ${language}`, async ({ page, start, folder }) => {
    const place = join(folder, nasty('place'));
    mkdirSync(place);
    const archive = join(place, `${nasty('archive')}.tar`);
    writeFileSync(archive, ociArchive(hostileImage()));
    const notes = join(place, `${nasty('notes')}.txt`);
    writeFileSync(notes, 'no image');
    const product = await start({ locations: [archive, notes] });
    await page.addInitScript((wanted) => {
      Object.defineProperty(navigator, 'languages', { get: () => [wanted] });
      Object.defineProperty(navigator, 'language', { get: () => wanted });
    }, language);
    const expectVisible = async (where: string) => expect(await hiddenOnPage(page), where).toEqual([]);

    await page.goto(product.url);
    await expect(page.getByText(shown('harbour/hostile:1')).first()).toBeVisible();
    await expectVisible('the library');
    await page.getByRole('radio').nth(1).click();
    await expect(page.getByRole('table')).toContainText(shown('harbour/hostile:1'));
    await expectVisible('the library as a list');

    await page
      .getByRole('link')
      .filter({ hasText: shown('harbour/hostile:1') })
      .first()
      .click();
    await expect(page.getByRole('treegrid')).toContainText(shown('folder'));
    await expectVisible('an image');
    for (const name of ['link', shown('folder')]) {
      await page.getByRole('treegrid').getByRole('row').filter({ hasText: name }).first().click();
      await expect(page).toHaveURL(/path=/);
      await expectVisible(`the details of ${name}`);
    }
    // Ghosts too, so that what the second layer removed stands there.
    await page.goto(`${page.url().split('?')[0]}?at=1`);
    await page
      .getByRole('treegrid')
      .getByRole('row')
      .filter({ hasText: shown('file') })
      .first()
      .click();
    await expect(page.locator('h2').filter({ hasText: shown('file') })).toBeVisible();
    await expectVisible('a file and its contents');

    await page.keyboard.press('/');
    for (const words of ['file', 'install']) {
      await page.getByRole('combobox').fill(words);
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectVisible(`what is found by “${words}”`);
    }

    await page.goto(`${page.url().split('?')[0]}?view=bytes`);
    await expect(page.getByText(shown('folder')).first()).toBeAttached();
    await expectVisible('the picture of bytes');

    await page.goto(`${page.url().split('?')[0]}?tab=config`);
    await page.getByRole('tab').nth(1).click();
    await expect(page.getByText(shown('label')).first()).toBeVisible();
    // The documents as well: what is folded is drawn when it is unfolded.
    const folded = page.locator('details:not([open]) > summary');
    await expect(folded.first()).toBeVisible();
    while ((await folded.count()) > 0) await folded.first().click();
    await expect(page.locator('body')).toContainText('ExposedPorts');
    await expectVisible('the config');
  });
}

test('a page that was opened long ago shows them made visible, too', async ({ page, start, folder }) => {
  const archive = join(folder, `${nasty('archive')}.tar`);
  writeFileSync(archive, ociArchive(hostileImage()));
  const dataFolder = join(folder, 'data');
  const first = await start({ dataFolder, locations: [archive] });
  await first.stop();
  const second = await start({ dataFolder });
  await page.goto(second.url);
  await expect(page.getByRole('navigation', { name: 'Places' })).toContainText(shown('archive'));
  expect(await hiddenOnPage(page)).toEqual([]);
  // A click on it opens the file by its true name.
  await page
    .getByRole('button')
    .filter({ hasText: shown('archive') })
    .first()
    .click();
  await expect(rows(page).first()).toBeVisible();
  await unfold(page, 'etc');
  await row(page, 'passwd').click();
  await expect(inspector(page)).toContainText(shown('root'));
  expect(await hiddenOnPage(page)).toEqual([]);
});
