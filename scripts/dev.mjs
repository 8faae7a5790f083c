// `npm run dev`: the page by Vite's development server, the command built again at every change, on the samples.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
if (await setUp()) {
  const { serveDevelopment } = await import('./dev/serve-development.mjs');
  serveDevelopment(process.argv.slice(2));
}
