import type { Locator, Page } from '@playwright/test';
import { goToLevel, levelHandle, openSample, row, rows, slab, stack } from './explorer';
import { bytesText, command, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

interface DeadBytes {
  readonly by: number;
  readonly bytes: number;
}

/** Dead bytes of the sample's layers, as `analyze` tells them at its top. */
async function deadBytes(): Promise<readonly { readonly layer: number; readonly deadBy: readonly DeadBytes[] }[]> {
  const { images } = JSON.parse(await command('analyze', SAMPLE_FILE, '--json'));
  return images[0].layers;
}

const lowerHandle = (page: Page): Locator => stack(page).getByRole('slider', { name: 'Changes counted from' });
const playButton = (page: Page): Locator => page.getByRole('button', { name: 'Play from the base up' });
const pauseButton = (page: Page): Locator => page.getByRole('button', { name: 'Pause' });
const inFigures = (bytes: number) => bytesText(bytes).replace(' ', '\u00a0');

test('both handles are dragged, and tree, counts and dead bytes are those of the range', async ({ page, product }) => {
  const [, added, changed, removed] =
    /(\d+) added, (\d+) changed, (\d+) removed/.exec(await command('changes', SAMPLE_FILE, '3..7')) ?? [];
  const layers = await deadBytes();
  await openSample(page, product);
  await dragTo(page, levelHandle(page), 7);
  await dragTo(page, lowerHandle(page), 3);

  await expect(page).toHaveURL(/at=7&from=3/);
  await expect(stack(page)).toContainText('4–7 / 9');
  await expect(levelHandle(page)).toHaveAttribute('aria-valuetext', 'as of layer 7 of 9');
  const files = page.getByRole('region', { name: 'Merged file system' });
  await expect(files).toContainText(`+${added}`);
  await expect(files).toContainText(`~${changed}`);
  await expect(files).toContainText(`\u2212${removed}`);
  await expect(files).toContainText(`${Number(added) + Number(changed) + Number(removed)} entries differ`);
  // Only what these layers changed is there, with what they did to it.
  await expect(row(page, 'boot')).toHaveCount(0);
  await expect(row(page, 'app')).toContainText('added');
  const died = layers
    .filter(({ layer }) => layer <= 7)
    .flatMap(({ deadBy }) => deadBy)
    .filter(({ by }) => by > 3 && by <= 7)
    .reduce((sum, { bytes }) => sum + bytes, 0);
  await expect(stack(page)).toContainText(`${inFigures(died)} died in 4–7`);
});

test('bytes that a layer above the level will kill are alive, and said to die there', async ({ page, product }) => {
  const layers = await deadBytes();
  const seventh = layers.find(({ layer }) => layer === 7)?.deadBy ?? [];
  expect(seventh.map(({ by }) => by)).toEqual([8]);
  await openSample(page, product);
  await expect(slab(page, 7)).toHaveAccessibleName(/\d\sMB dead/);

  await goToLevel(page, 7);
  await expect(slab(page, 7)).toContainText(`${inFigures(seventh[0]?.bytes ?? 0)} dies in 8`);
  await expect(slab(page, 7)).toHaveAccessibleName(/none dead/);
  await expect(slab(page, 8)).toHaveAccessibleName(/above the level/);
  const dead = JSON.parse(await command('analyze', SAMPLE_FILE, '--level', '7', '--json')).images[0].total.dead;
  await expect(stack(page)).toContainText(`${inFigures(dead)} dead as of 7`);
  // The totals of the top bar speak of the whole image, whatever level is looked at.
  const all = layers.flatMap(({ deadBy }) => deadBy).reduce((sum, { bytes }) => sum + bytes, 0);
  await expect(page.getByRole('button', { name: /^dead/ })).toContainText(inFigures(all));
});

test('play climbs from the lower handle one layer at a time, and pauses', async ({ page, product }) => {
  await page.clock.install();
  await openSample(page, product, '?from=3');
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await playButton(page).click();
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '4');
  for (const level of [5, 6]) {
    await page.clock.runFor(900);
    await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', String(level));
  }
  await expect(stack(page)).toContainText('4–6 / 9');
  await expect(slab(page, 7)).toHaveAccessibleName(/above the level/);

  await page.keyboard.press('p');
  await expect(playButton(page)).toBeVisible();
  await page.clock.runFor(5000);
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '6');

  // It goes on from where it stands, and a reader who moves the level takes over.
  await page.keyboard.press('p');
  await page.clock.runFor(900);
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '7');
  await page.keyboard.press('[');
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '6');
  await expect(playButton(page)).toBeVisible();

  await playButton(page).click();
  for (let level = 7; level <= 9; level++) {
    await page.clock.runFor(900);
    await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', String(level));
  }
  await expect(pauseButton(page)).toBeVisible();
  await page.clock.runFor(900);
  await expect(playButton(page)).toBeVisible();
});

test('nothing plays by itself, and with reduced motion each step is there at once', async ({ page, product }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install();
  await openSample(page, product, '?at=4');
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await page.clock.runFor(5000);
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '4');
  await playButton(page).click();
  await page.clock.runFor(900);
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '5');
  expect(await levelHandle(page).evaluate((handle) => getComputedStyle(handle).transitionDuration)).toBe('0s');
});

test('the range moves with its keys, and the level pushes its lower end', async ({ page, product }) => {
  await openSample(page, product, '?at=6');
  await page.keyboard.press('Shift+}');
  await page.keyboard.press('Shift+}');
  await expect(stack(page)).toContainText('3–6 / 9');
  await lowerHandle(page).press('ArrowUp');
  await expect(page).toHaveURL(/from=3/);
  await goToLevel(page, 2);
  await expect(page).toHaveURL(/at=2&from=1/);
  await expect(rows(page).first()).toBeVisible();
  await lowerHandle(page).press('Home');
  await expect(page).not.toHaveURL(/from=/);
});

test('the menu of a slab sets level and range, and hands the layer over as it is stored', async ({ page, product }) => {
  await openSample(page, product, '?layer=6');
  const menu = page.getByRole('button', { name: 'Actions for layer 6' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Changes of this layer alone' }).click();
  await expect(page).toHaveURL(/at=6&from=5/);
  await expect(stack(page)).toContainText('6 / 9');
  await menu.click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /as stored/ }).click();
  expect((await download).suggestedFilename()).not.toBe('');
  // What the layer touched stays in ink, also where a later one touched the folder too.
  await openSample(page, product, '?layer=6');
  const classes = (name: string) => row(page, name).getAttribute('class');
  await expect.poll(() => classes('root')).toBe(await classes('usr'));
  expect(await classes('app')).not.toBe(await classes('usr'));
});

/** Drags a handle to the top of a layer's slab. */
async function dragTo(page: Page, handle: Locator, layer: number): Promise<void> {
  const from = (await handle.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const to = (await slab(page, layer).boundingBox()) ?? { y: 0 };
  const x = from.x + from.width / 2;
  await page.mouse.move(x, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(x, to.y - 1, { steps: 4 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuenow', String(layer));
}
