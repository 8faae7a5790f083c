// `npm run bench [-- NAME…]`: builds the product and the benchmarks, and measures (docs/performance.md).
// `npm run bench:page [-- NAME…]`: the same of the page, in a browser.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
if (await setUp()) {
  const { join } = await import('node:path');
  const { root } = await import('./bootstrap/root.mjs');
  const { runTool } = await import('./bootstrap/run.mjs');
  const built = await runTool('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'bench') });
  if (process.argv.includes('--page')) {
    const { provideBrowser } = await import('./browser/provide-browser.mjs');
    process.env.STRATASCOPE_BROWSER = (await provideBrowser()).path;
  }
  if (built.code === 0) {
    // By its address, so that the type checker does not follow into what was built.
    await import(new URL('../bench/.cache/built/main.js', import.meta.url).href);
  } else {
    console.error(built.output);
    process.exitCode = 1;
  }
}
