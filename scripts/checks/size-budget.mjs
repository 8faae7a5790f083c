import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { commandBytes } from './size/command-bytes.mjs';
import { firstScreenBytes } from './size/first-screen-bytes.mjs';

/** What may not be passed without a decision. Bytes; what the page loads is counted as it travels, by gzip. */
const budgets = [
  {
    what: 'JavaScript that the first screen loads, gzip',
    limit: 150_000,
    needs: 'web/.vite/manifest.json',
    measure: (/** @type {string} */ dist) => firstScreenBytes(join(dist, 'web')),
  },
  {
    what: 'JavaScript of the command, all of it',
    limit: 2_500_000,
    needs: 'stratascope.js',
    measure: commandBytes,
  },
];

/** @type {import('./outcome.mjs').Check} */
export const sizeBudget = {
  name: 'size',
  title: 'Size budget',
  run: async () => checkSizes(join(root, 'apps/cli/dist')),
};

/**
 * @param {string} dist The built product; a part that is not there is left out.
 * @returns {import('./outcome.mjs').Outcome}
 */
export function checkSizes(dist) {
  const measured = budgets
    .filter(({ needs }) => existsSync(join(dist, needs)))
    .map((budget) => ({ ...budget, bytes: budget.measure(dist) }));
  const over = measured.filter(({ bytes, limit }) => bytes > limit);
  return {
    passed: measured.length - over.length,
    failed: over.length,
    note: measured.map(({ bytes, limit }) => `${kilobytes(bytes)} of ${kilobytes(limit)}`).join(', '),
    output: over.map(({ what, bytes, limit }) => `${what}: ${bytes} bytes, over the budget of ${limit}`).join('\n'),
  };
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
