import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { brokenLinks } from './docs/broken-links.mjs';

/** @type {import('./outcome.mjs').Check} */
export const docLinks = {
  name: 'links',
  title: 'Links in docs',
  async run() {
    const pages = [root, join(root, 'docs')].flatMap((folder) => (existsSync(folder) ? pagesIn(folder) : []));
    const broken = brokenLinks(pages, root);
    const isFine = broken.length === 0;
    return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, output: broken.join('\n'), note: `${pages.length} pages` };
  },
};

/**
 * @param {string} folder
 * @returns {string[]}
 */
function pagesIn(folder) {
  const isRoot = folder === root;
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isRoot ? [] : pagesIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}
