// `npm run bench [-- NAME…]`: builds the product and the benchmarks, and measures (docs/performance.md).
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
if (await setUp()) {
  const { join } = await import('node:path');
  const { root } = await import('./bootstrap/root.mjs');
  const { runTool } = await import('./bootstrap/run.mjs');
  const built = await runTool('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'bench') });
  if (built.code === 0) {
    await import('../bench/.cache/built/main.js');
  } else {
    console.error(built.output);
    process.exitCode = 1;
  }
}
