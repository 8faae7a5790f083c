import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page, a line for each element; with `rules` only what those find. */
export async function brokenRules(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length === 0 ? axe.withTags(TAGS) : axe.withRules([...rules])).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      // An empty step is a line of 14 px, so that 13 steps fit a screen; the history of the config tab has the same text.
      .filter(({ html }) => id !== 'target-size' || !html.includes('aria-haspopup="dialog"'))
      .map(({ html }) => `${help}: ${html.slice(0, 300)}`),
  );
}
