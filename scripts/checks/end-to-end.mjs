import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { runTool } from '../bootstrap/run.mjs';
import { provideBrowser } from '../browser/provide-browser.mjs';
import { buildGallery } from '../gallery/build-gallery.mjs';

const e2e = join(root, 'e2e');

/** @type {import('./outcome.mjs').Check} */
export const endToEnd = {
  name: 'e2e',
  title: 'End to end in a browser',
  async run() {
    const hasSpecs = readdirSync(e2e, { recursive: true }).some((name) =>
      /^(?!node_modules).*\.spec\.ts$/.test(String(name)),
    );
    if (!hasSpecs) return { passed: 0, failed: 0, note: 'no specs yet' };

    const gallery = await buildGallery();
    if (gallery.code !== 0) return { passed: 0, failed: 1, output: gallery.output };
    const browser = await provideBrowser();
    const folder = mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
    const reportPath = join(folder, 'report.json');
    try {
      const { code, output } = await runTool('@playwright/test', ['test', '--reporter=dot,json'], {
        bin: 'playwright',
        from: 'e2e',
        cwd: e2e,
        env: { STRATASCOPE_BROWSER: browser.path, PLAYWRIGHT_JSON_OUTPUT_NAME: reportPath },
      });
      const { stats, errors, suites } = JSON.parse(readFileSync(reportPath, 'utf8'));
      const failed = stats.unexpected + errors.length;
      return {
        passed: stats.expected + stats.flaky,
        failed: failed === 0 && code !== 0 ? 1 : failed,
        output,
        note: [
          browser.name,
          ...flakyOf(suites).map((title) => `only at the second try: ${title}`),
          stats.skipped > 0 && `${stats.skipped} skipped`,
        ]
          .filter(Boolean)
          .join(', '),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/**
 * Titles of the tests that failed once and then passed.
 *
 * @param {readonly any[]} suites Of Playwright's report.
 * @returns {readonly string[]}
 */
function flakyOf(suites) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) => spec.tests.some((/** @type {any} */ test) => test.status === 'flaky'))
      .map((/** @type {any} */ spec) => `${spec.file} › ${spec.title}`),
    ...flakyOf(suite.suites ?? []),
  ]);
}
