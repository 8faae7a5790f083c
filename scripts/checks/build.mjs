import { ensureBuilt } from '../bootstrap/build.mjs';

/** @type {import('./outcome.mjs').Check} */
export const build = {
  name: 'build',
  title: 'Build',
  async run() {
    await ensureBuilt();
    return { passed: 1, failed: 0 };
  },
};
