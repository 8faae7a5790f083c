// `npm run pictures`: takes the pictures of the docs from the built product, into docs/pictures.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
if (await setUp()) {
  const { join } = await import('node:path');
  const { root } = await import('./bootstrap/root.mjs');
  const { runTool } = await import('./bootstrap/run.mjs');
  const { provideBrowser } = await import('./browser/provide-browser.mjs');
  const browser = await provideBrowser();
  const { code, output } = await runTool(
    '@playwright/test',
    ['test', 'docs.pictures', '--config', 'pictures/playwright.config.ts', '--reporter=list'],
    { bin: 'playwright', from: 'e2e', cwd: join(root, 'e2e'), env: { STRATASCOPE_BROWSER: browser.path } },
  );
  console.log(output);
  process.exitCode = code;
}
