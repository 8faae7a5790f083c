import type { Page } from '@playwright/test';
import { image, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { goToLevel, imageUrl, inspector, openSample, row, slab, stack } from './explorer';
import { bytesText, listed, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const NAME = 'harbour/lives:1';

/** A path with every kind of change, a folder that is emptied around another, and a file with a name in a later layer. */
const lives = () =>
  image({
    names: [NAME],
    layers: [
      layer().file('a', 'one').dir('d').file('d/x', 'x').dir('kept').file('first', 'one file, two names'),
      layer().file('a', 'two').file('kept/new', 'inside'),
      layer().file('a', 'two', { mode: 0o600 }).hardlink('second', 'first'),
      layer().file('a', 'two', { mode: 0o600 }),
      layer().whiteout('a').opaque('d'),
      layer().file('a', 'back'),
      layer().symlink('a', 'first'),
      { content: layer().file('b', 'lost'), isMissing: true },
    ],
  });

const mark = (page: Page, layerNumber: number, word: string) =>
  stack(page).getByRole('button', { name: `Layer ${layerNumber}: ${word}`, exact: true });

test.describe('the life line', () => {
  test('has a mark of its own shape for each kind of change, and a word', async ({ page, start, write }) => {
    const product = await start({ locations: [write('lives.tar', ociArchive(lives()))] });
    await page.goto(imageUrl(product, NAME, '?path=/a'));
    const words = ['added', 'content', 'mode only', 'same again', 'removed', 'added again', 'replaced', 'unknown'];
    const shapes = new Set<string>();
    for (const [at, word] of words.entries()) {
      await expect(mark(page, at + 1, word)).toBeVisible();
      await expect(slab(page, at + 1)).toContainText(word);
      shapes.add(await shapeOf(page, at + 1, word));
    }
    await page.goto(imageUrl(product, NAME, '?path=/d/x'));
    await expect(slab(page, 5)).toContainText('emptied');
    shapes.add(await shapeOf(page, 5, 'emptied'));
    await page.goto(imageUrl(product, NAME, '?path=/kept'));
    await expect(slab(page, 2)).toContainText('inside');
    shapes.add(await shapeOf(page, 2, 'inside'));
    expect(shapes.size).toBe(words.length + 2);
  });

  test('is solid while the path is there, and dotted before, while it is gone, and above the level', async ({
    page,
    start,
    write,
  }) => {
    const product = await start({ locations: [write('lives.tar', ociArchive(lives()))] });
    await page.goto(imageUrl(product, NAME, '?path=/a&at=7'));
    await expect(mark(page, 1, 'added')).toBeVisible();
    // Between the marks of a layer and the one above it.
    expect(await isSolidAbove(page, [1, 2, 3, 4, 5, 6])).toEqual([true, true, true, true, false, true]);
    await goToLevel(page, 3);
    await expect(slab(page, 4)).toHaveAccessibleName(/above the level/);
    expect(await isSolidAbove(page, [1, 2, 4, 5, 6])).toEqual([true, true, false, false, false]);

    await page.goto(imageUrl(product, NAME, '?path=/second'));
    await expect(mark(page, 3, 'added')).toBeVisible();
    expect(await isSolidAbove(page, [1, 2, 3, 4])).toEqual([false, false, true, true]);
  });

  test('points from a removal at what it buried, and says how many bytes of whose', async ({ page, product }) => {
    const ghosts = (await listed(SAMPLE_FILE, '--ghosts')).filter(
      ({ path, ghost }) => ghost === true && path.startsWith('/root/.cache/'),
    );
    const bytes = bytesText(ghosts.reduce((sum, { size = 0 }) => sum + size, 0));
    expect(new Set(ghosts.filter(({ size }) => size).map(({ layer: from }) => from))).toEqual(new Set([6]));

    await openSample(page, product, '?path=/root/.cache');
    await expect(slab(page, 6)).toContainText(`${bytes.replace(' ', '\u00a0')} died in 9`);
    await expect(slab(page, 6)).toHaveAccessibleName(/selected path: added, .* died in 9/);
    await expect(pointer(page)).toHaveCount(1);
    await expect(inspector(page).getByRole('button', { name: /Removed by a whiteout/ })).toContainText(
      new RegExp(`${ghosts.length} entries · ${bytes.replace(' ', '\\s')} of layer 6 dead`),
    );

    // Before that it is not removed yet, and nothing is buried.
    await goToLevel(page, 8);
    await expect(slab(page, 6)).not.toContainText('died in');
    await expect(pointer(page)).toHaveCount(0);
  });

  test('points from a version that is chosen at the bytes that it made dead', async ({ page, product }) => {
    await openSample(page, product, '?path=/app/entrypoint.sh');
    await expect(mark(page, 8, 'mode only')).toBeVisible();
    await expect(pointer(page)).toHaveCount(0);
    await mark(page, 8, 'mode only').click();
    await expect(slab(page, 7)).toContainText(/741\sB died in 8/);
    await expect(pointer(page)).toHaveCount(1);
  });

  test('points at the other names of a file, in the stack, the tree and the inspector', async ({
    page,
    start,
    write,
  }) => {
    const product = await start({ locations: [write('lives.tar', ociArchive(lives()))] });
    await page.goto(imageUrl(product, NAME, '?path=/first'));
    await expect(slab(page, 3)).toContainText('1 other name');
    await expect(inspector(page).getByRole('heading', { name: '2 names of the same file' })).toBeVisible();
    const classes = (name: string) => row(page, name).getAttribute('class');
    await expect.poll(() => classes('second')).not.toBe(await classes('kept'));

    await mark(page, 3, '1 other name').click();
    await expect(page).toHaveURL(/path=\/second/);
    await expect(mark(page, 3, 'added')).toBeVisible();
    await expect(slab(page, 1)).toContainText('1 other name');
  });

  test('of a folder says where something inside changed, and where the folder itself did', async ({
    page,
    product,
  }) => {
    await openSample(page, product, '?path=/app');
    await expect(mark(page, 9, 'inside')).toBeVisible();
    await expect(slab(page, 8)).toContainText('mode only');
    await expect(inspector(page)).toContainText('Things inside changed in layer');
    // A time that moves with what comes and goes inside is no change of its own.
    await openSample(page, product, '?path=/var/lib/apt/lists');
    await expect(mark(page, 9, 'inside')).toBeVisible();
    await expect(slab(page, 9)).toContainText('inside');
  });
});

/** The drawing of a mark, without its place. */
async function shapeOf(page: Page, layerNumber: number, word: string): Promise<string> {
  return mark(page, layerNumber, word)
    .locator('g')
    .evaluate((group) => group.innerHTML);
}

/** Whether the line is solid halfway between the mark of each layer and the one above it. */
async function isSolidAbove(page: Page, layers: readonly number[]): Promise<readonly boolean[]> {
  const middles: number[] = [];
  for (const layerNumber of layers) {
    const lower = (await slab(page, layerNumber).boundingBox()) ?? { y: 0, height: 0 };
    const upper = (await slab(page, layerNumber + 1).boundingBox()) ?? { y: 0, height: 0 };
    const center = ({ y, height }: { y: number; height: number }) => y + Math.min(height / 2, 13);
    middles.push((center(lower) + center(upper)) / 2);
  }
  return stack(page)
    .locator('svg line')
    .evaluateAll(
      (lines, at) =>
        at.map((y) =>
          lines.some((line) => {
            const box = line.getBoundingClientRect();
            return getComputedStyle(line).strokeDasharray === 'none' && box.top <= y && y <= box.bottom;
          }),
        ),
      middles,
    );
}

/** What leads from a removal to its victims. */
const pointer = (page: Page) => stack(page).locator('svg[aria-hidden] > path[class*="pointer"]');
