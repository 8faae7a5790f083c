import type { Page } from '@playwright/test';
import { imageUrl, rows } from './explorer';
import { SAMPLE } from './sample';
import { expect, test } from './test';

// That they break no rule of accessibility the gallery's spec sees to, in light and dark.
const VIEWS = [
  { view: 'the library', query: null },
  { view: 'an image with nothing selected', query: '' },
  { view: 'a path', query: '?path=/app/entrypoint.sh&at=8' },
  { view: 'a ghost', query: '?path=/root/.cache' },
  { view: 'a version of a range', query: '?path=/app/entrypoint.sh&ver=8&from=6&at=8' },
  { view: 'a layer', query: '?layer=7&from=3' },
  { view: 'the config', query: '?tab=config' },
] as const;

for (const { view, query } of VIEWS) {
  for (const width of [1024, 400, 320]) {
    test(`${view} needs no sideways scrolling at ${width}`, async ({ page, product }) => {
      await page.setViewportSize({ width, height: 700 });
      await page.goto(query === null ? product.url : imageUrl(product, SAMPLE, query));
      await settled(page, query);
      const { scrollWidth, over } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        // What hangs over the edge and is not cut or scrolled by something around it.
        over: [...document.querySelectorAll('header button, header a, [role=tab], main > * button')]
          .filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.right > window.innerWidth + 1 || box.left < -1);
          })
          .map((element) => element.getAttribute('aria-label') ?? element.textContent),
      }));
      expect(scrollWidth).toBeLessThanOrEqual(width);
      expect(over).toEqual([]);
    });
  }
}

test('motion is left out where it is not wanted', async ({ page, product }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(imageUrl(product, SAMPLE));
  await rows(page).first().waitFor();
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return Math.max(
          ...`${transitionDuration},${animationDuration}`.split(',').map((text) => Number.parseFloat(text)),
        );
      }),
    ),
  );
  expect(longest).toBeLessThanOrEqual(0.08);
});

async function settled(page: Page, query: string | null): Promise<void> {
  if (query === null) await page.getByRole('link', { name: SAMPLE }).first().waitFor();
  else if (query.includes('config')) await page.getByRole('heading', { name: 'What it runs' }).waitFor();
  else await rows(page).first().waitFor();
  await page.waitForLoadState('networkidle');
}
