import { defineConfig } from '@playwright/test';

/** The browser that `npm test` found or installed; without it Playwright's own. */
const browser = process.env.STRATASCOPE_BROWSER;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // A file a worker: the tests of a file share one product.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // One more chance on a machine that is busy with other things; `npm test` names each test that needed it, because one
  // that only sometimes passes is a bug to be found.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      // Root has no user namespaces to build the sandbox from; the pages under test are our own.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
