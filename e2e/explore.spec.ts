import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { goToLevel, inspector, levelHandle, openSample, row, rows, slab, stack, tree, unfold } from './explorer';
import { bytesBelow, bytesText, command, type ListedRow, listed, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

test.describe('the merged file system', () => {
  for (const level of [9, 7, 3]) {
    test(`at level ${level} is what ls lists, in names and bytes`, async ({ page, product }) => {
      const truth = await listed(SAMPLE_FILE, '--level', String(level), '--ghosts');
      await page.setViewportSize({ width: 1440, height: 2000 });
      await openSample(page, product);
      await goToLevel(page, level);
      await expect(page).toHaveURL(level === 9 ? /\/image\/[^?]*$/ : new RegExp(`at=${level}`));
      await unfold(page, 'usr');
      await unfold(page, 'etc');

      for (const folder of ['/', '/usr', '/etc']) {
        for (const expected of childrenOf(truth, folder)) {
          const name = expected.path.slice(expected.path.lastIndexOf('/') + 1);
          const line = row(page, name)
            .or(rows(page).filter({ hasText: new RegExp(`^${name}`) }))
            .first();
          if (expected.type === 'file' || expected.type === 'dir') {
            const bytes = expected.ghost ? (expected.size ?? 0) : bytesBelow(truth, expected.path);
            await expect(line, expected.path).toHaveAccessibleName(endsWithBytes(bytes));
          }
          if (expected.ghost) {
            await expect(line).toContainText(`removed in ${expected.removedBy?.layer}`);
          }
        }
      }
      const shown = await rows(page).count();
      const known = ['/', '/usr', '/etc'].flatMap((folder) => childrenOf(truth, folder)).length;
      expect(shown).toBe(known);
    });
  }

  test('sorts by a column, downward and upward', async ({ page, product }) => {
    await openSample(page, product);
    const sizes = tree(page).getByRole('columnheader', { name: 'Size' });
    await expect(sizes).toHaveAttribute('aria-sort', 'descending');
    await expect(rows(page).first()).toHaveAccessibleName(/^usr,/);

    await tree(page).getByRole('button', { name: 'Name' }).click();
    await expect(tree(page).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(rows(page).first()).toHaveAccessibleName(/^app,/);
    await tree(page).getByRole('button', { name: 'Name' }).click();
    await expect(rows(page).first()).toHaveAccessibleName(/^var,/);
  });

  test('narrows to the names that hold what is typed, with the folders above them', async ({ page, product }) => {
    await openSample(page, product);
    await page.keyboard.press('/');
    await page.keyboard.type('entrypoint');
    await expect(row(page, 'entrypoint.sh')).toBeVisible();
    await expect(rows(page)).toHaveCount(2);
    await page.keyboard.press('Escape');
    await expect(row(page, 'usr')).toBeVisible();

    await page.getByRole('textbox', { name: 'Filter' }).fill('there is no such name');
    await expect(tree(page)).toContainText('Nothing matches.');
  });

  test('shows removed names in their place, with who removed them, and hides them', async ({ page, product }) => {
    await openSample(page, product);
    await unfold(page, 'root');
    const ghost = row(page, '.cache');
    await expect(ghost).toContainText('removed in 9');

    await ghost.click();
    await expect(inspector(page)).toContainText('Not there as of layer 9. Removed in 9; last seen from layer 6.');
    await expect(inspector(page).getByRole('list').getByRole('button').first()).toContainText('Removed by a whiteout');
    await expect(slab(page, 9)).toContainText('removed');

    await page.getByRole('button', { name: 'Show removed names' }).click();
    await expect(ghost).toHaveCount(0);
    await page.keyboard.press('r');
    await expect(ghost).toBeVisible();

    await goToLevel(page, 8);
    await expect(ghost).toContainText('added');
    await expect(inspector(page)).not.toContainText('Not there');
  });

  test('says where a folder has nothing in it, and where no layer is applied', async ({ page, product }) => {
    await openSample(page, product, '?at=0');
    await expect(tree(page)).toContainText('The empty root: no layer is applied yet.');
    await goToLevel(page, 1);
    await expect(row(page, 'boot')).toHaveAccessibleName(/^boot, folder, .* 0\sB$/);
    await expect(row(page, 'boot')).not.toHaveAttribute('aria-expanded', /./);

    // All that was in it is removed; with removed names hidden nothing is left to open.
    await openSample(page, product, '?path=/var/lib/apt/lists');
    await unfold(page, 'lists');
    await expect(row(page, 'lock')).toContainText('removed in 9');
    await page.keyboard.press('r');
    await expect(row(page, 'lock')).toHaveCount(0);
    await expect(row(page, 'lists')).toHaveAccessibleName(/ 0\sB$/);
    await expect(row(page, 'lists')).not.toHaveAttribute('aria-expanded', /./);
    await openSample(page, product, '?layer=5&from=8');
    await page.getByRole('button', { name: 'Only layer 5' }).click();
    await expect(row(page, 'requirements.txt')).toBeVisible();
  });
});

test.describe('a path', () => {
  test('has its life drawn through the stack, and the same life in the inspector', async ({ page, product }) => {
    const life = JSON.parse(await command('why', SAMPLE_FILE, '/app/entrypoint.sh', '--json'));
    await openSample(page, product);
    await unfold(page, 'app');
    await row(page, 'entrypoint.sh').click();

    const layers: readonly number[] = life.versions.map(({ layer }: { layer: number }) => layer);
    expect(layers).toEqual([7, 8, 9]);
    const words = { 7: 'added', 8: 'mode only', 9: 'content' } as const;
    for (const layer of [7, 8, 9] as const) {
      await expect(stack(page).getByRole('button', { name: `Layer ${layer}: ${words[layer]}` })).toBeVisible();
      await expect(slab(page, layer)).toContainText(words[layer]);
    }
    const versions = inspector(page).getByRole('list').first().getByRole('button');
    await expect(versions).toHaveCount(3);
    await expect(versions).toContainText(['Content changed', 'Mode changed; bytes copied again', 'Added']);
    await expect(versions.nth(1)).toContainText('rwxr-xr-x → rwxrwxr-x');
    await expect(inspector(page)).toContainText('ships 2,190 B, 1,482 B dead');

    await stack(page).getByRole('button', { name: 'Layer 7: added' }).click();
    await expect(page).toHaveURL(/ver=7/);
    await expect(inspector(page)).toContainText('as layer 7 has it');
  });

  test('shows the text of its file at the level, and lets it be downloaded to the byte', async ({ page, product }) => {
    await openSample(page, product, '?path=/app/worker.sh');
    for (const level of [9, 7]) {
      await goToLevel(page, level);
      const text = await command('cat', SAMPLE_FILE, '/app/worker.sh', '--level', String(level));
      const lastWord = text.trimEnd().split(/\s/).at(-1) ?? '';
      await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText(lastWord);
      expect(await downloaded(page)).toEqual(Buffer.from(text));
    }
  });

  test('downloads what is no text too, with the digest that ls tells', async ({ page, product }) => {
    const path = '/app/models/datum-grid.bin';
    const [truth] = (await listed(SAMPLE_FILE)).filter((listing) => listing.path === path);
    await openSample(page, product, `?path=${path}`);
    await expect(inspector(page)).toContainText('Not text, and of no kind that is known here');
    const bytes = await downloaded(page);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(truth?.sha256);
  });

  test('can still be read when a later layer removed it', async ({ page, product }) => {
    await openSample(page, product, '?path=/etc/issue');
    await expect(inspector(page)).toContainText('Not there as of layer 9. Removed in 4; last seen from layer 1.');
    const text = await command('cat', SAMPLE_FILE, '/etc/issue', '--level', '3');
    await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText(text.trim().slice(0, 12));
    expect(await downloaded(page)).toEqual(Buffer.from(text));
  });

  test('that is a symbolic link says where it leads, and goes there', async ({ page, product }) => {
    await openSample(page, product, '?path=/app/config');
    await expect(inspector(page)).toContainText('/etc/tidebook');
    await expect(inspector(page)).toContainText('Replaced by a symbolic link');
    await inspector(page).getByRole('button', { name: 'Go to the target' }).click();
    await expect(page).toHaveURL(/path=\/etc\/tidebook$/);
    await expect(row(page, 'tidebook').and(page.locator('[aria-selected=true]'))).toBeVisible();
  });

  test('is found by search, removed ones too', async ({ page, product }) => {
    await openSample(page, product);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('harmonics-3.1.4-cp312');
    const found = page.getByRole('option', { name: /harmonics-3\.1\.4/ });
    await expect(found.first()).toContainText('removed in 9');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/path=\/root\/\.cache\/pip\/wheels\/harmonics/);
    await expect(inspector(page)).toContainText('Removed with a folder above it');
  });
});

test.describe('layers', () => {
  test('tell their facts when selected, and what they did', async ({ page, product }) => {
    const inspected = JSON.parse(await command('inspect', SAMPLE_FILE, '--json')).images[0].layers[6];
    const analyzed = JSON.parse(await command('analyze', SAMPLE_FILE, '--json')).images[0].layers[6];
    await openSample(page, product);
    await slab(page, 7).click();
    await expect(page).toHaveURL(/layer=7/);
    await expect(slab(page, 7)).toHaveAttribute('aria-selected', 'true');

    const details = inspector(page);
    await expect(details.getByRole('heading', { name: 'Layer 7' })).toBeVisible();
    await expect(details).toContainText('step 9 of 13');
    await expect(details).toContainText('COPY . /app');
    for (const [name, bytes] of [
      ['Stored', inspected.stored],
      ['Tar', inspected.tar],
      ['Unpacked', analyzed.content],
      ['Live', analyzed.live],
      ['Dead', analyzed.dead],
    ] as const) {
      const value = details.getByRole('definition').nth(await indexOfTerm(details, name));
      await expect(value, name).toHaveText(bytesText(bytes).replace(' ', ''), { useInnerText: false });
    }
    await expect(details).toContainText('copied again for mode, owner or time');

    await page.getByRole('button', { name: 'Only layer 7' }).click();
    await expect(rows(page).first()).toHaveAccessibleName(/^app,/);
    await expect(row(page, 'usr')).toHaveCount(0);
  });

  test('of a range show only what changed in it', async ({ page, product }) => {
    const changes = await command('changes', SAMPLE_FILE, '7..8');
    expect(changes).toMatch(/0 added, 67 changed, 0 removed/);
    await openSample(page, product, '?from=7&at=8');
    await expect(stack(page)).toContainText('8 / 9');
    await expect(rows(page)).toHaveCount(1);
    await unfold(page, 'app');
    // Neither `current`, a link that chmod does not follow, nor what only its parent's time tells.
    await expect(rows(page)).toHaveCount(
      changes.split('\n').filter((line) => /\/app\/([^/ ]+\/?)?( |$)/.test(line)).length,
    );

    const lower = stack(page).getByRole('slider', { name: 'Changes counted from' });
    await lower.focus();
    await lower.press('ArrowDown');
    await expect(page).toHaveURL(/from=6/);
    await expect(stack(page)).toContainText('7–8 / 9');
    await lower.press('Home');
  });

  test('move with play from the base to the top', async ({ page, product }) => {
    await openSample(page, product);
    await page.getByRole('button', { name: 'Play from the base up' }).click();
    await expect.poll(() => levelHandle(page).getAttribute('aria-valuenow')).not.toBe('9');
    await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '9', { timeout: 20_000 });
  });
});

/** A name that ends with a size; between figure and unit the page has a space that does not break. */
const endsWithBytes = (bytes: number) => new RegExp(`${bytesText(bytes).replace(' ', '\\s')}$`);

function childrenOf(listing: readonly ListedRow[], folder: string): readonly ListedRow[] {
  const start = folder === '/' ? '/' : `${folder}/`;
  return listing.filter(
    ({ path }) => path !== '/' && path.startsWith(start) && !path.slice(start.length).includes('/'),
  );
}

async function downloaded(page: Parameters<typeof inspector>[0]): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await inspector(page).getByRole('link', { name: 'Download' }).click();
  return readFileSync(await (await download).path());
}

async function indexOfTerm(details: ReturnType<typeof inspector>, name: string): Promise<number> {
  return (await details.getByRole('term').allTextContents()).indexOf(name);
}
