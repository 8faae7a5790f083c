import { defineConfig } from 'vitest/config';

/** Tests of the built command, run after the build; those of the page are Playwright's. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['command/**/*.test.ts'], testTimeout: 30_000 },
});
