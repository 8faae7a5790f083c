import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { runVitest } from './vitest.mjs';

/** @type {import('./outcome.mjs').Check} */
export const builtCommand = {
  name: 'command',
  title: 'The built command',
  async run() {
    if (!existsSync(join(root, 'e2e/command'))) return { passed: 0, failed: 0, note: 'no tests yet' };
    return runVitest(['--config', 'e2e/vitest.config.ts']);
  },
};
