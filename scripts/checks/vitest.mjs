import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { runTool } from '../bootstrap/run.mjs';

/**
 * Runs vitest and counts its tests; a file that could not even be loaded counts as a failure.
 *
 * @param {readonly string[]} [args]
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function runVitest(args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'stratascope-vitest-'));
  const reportPath = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const { code, output } = await runTool('vitest', ['run', ...reporters, ...args], { env: { NO_COLOR: '1' } });
    const report = JSON.parse(readFileSync(reportPath, 'utf8'));
    const brokenFiles = report.testResults.filter(
      (/** @type {TestFile} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + brokenFiles;
    const skipped = report.numPendingTests;
    return {
      passed: report.numPassedTests,
      // An unhandled error fails the run without failing a test.
      failed: failed === 0 && code !== 0 ? 1 : failed,
      output: failed === 0 ? output : failuresOf(report.testResults),
      ...(skipped > 0 ? { note: `${skipped} skipped` } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {object} TestFile
 * @property {string} name
 * @property {string} status
 * @property {string} message
 * @property {readonly { readonly status: string, readonly fullName: string, readonly failureMessages: readonly string[] }[]} assertionResults
 */

/**
 * What failed and why, without the hundreds of lines about what did not.
 * @param {readonly TestFile[]} files
 */
function failuresOf(files) {
  return files
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const path = relative(root, name);
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [`${path}\n${message}`];
      return failed.map(({ fullName, failureMessages }) => `${path} > ${fullName}\n${failureMessages.join('\n')}`);
    })
    .join('\n\n');
}
