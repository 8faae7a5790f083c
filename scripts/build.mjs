// `npm run build`: builds every part of the product anew.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
await setUp({ isForced: true });
