// `npm start [-- LOCATION…]`: installs and builds what is not yet there, then runs the command with the same arguments.
// Needs nothing but Node and npm.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
if (await setUp()) {
  // npm runs scripts in the checkout; locations are meant from where the command was typed.
  const typedIn = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : undefined;
  if (typedIn !== undefined) process.chdir(typedIn);
  await import('../apps/cli/bin/stratascope.mjs');
}
