#!/usr/bin/env node
// Stands apart from what is built, so that package managers can link it before anything is.
import { existsSync } from 'node:fs';

const built = new URL('../dist/stratascope.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  console.error('Stratascope is not built yet. Run once in the checkout:\n\n  npm run setup');
  process.exitCode = 1;
}
