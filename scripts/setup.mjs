// `npm run setup`: installs and builds, and ends. `npx stratascope …` then works in the checkout.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
await setUp();
