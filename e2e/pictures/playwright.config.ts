import { defineConfig } from '@playwright/test';
import base from '../playwright.config';

/** `npm run pictures`: the same browser and product as the tests, for the pictures of the docs. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '**/*.pictures.ts',
  outputDir: '../test-results',
  workers: 1,
});
