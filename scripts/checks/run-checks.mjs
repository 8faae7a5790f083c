import { paint, seconds } from '../bootstrap/progress.mjs';

/**
 * Runs checks one after another, each under a line of its own, and goes on after a failure so that all of it is seen.
 * Closes with a line `N passed, N failed`.
 *
 * @param {readonly import('./outcome.mjs').Check[]} checks
 * @returns {Promise<boolean>} Whether all passed.
 */
export async function runChecks(checks) {
  let passed = 0;
  let failed = 0;
  for (const check of checks) {
    const startedAt = performance.now();
    const outcome = await check.run().catch(brokenTool);
    passed += outcome.passed;
    failed += outcome.failed;

    const isFine = outcome.failed === 0;
    const counts = isFine ? `${outcome.passed} passed` : `${outcome.passed} passed, ${outcome.failed} failed`;
    const remarks = [counts, outcome.note, seconds(performance.now() - startedAt)].filter(Boolean).join(' · ');
    console.log(`${isFine ? paint('green', '✓') : paint('red', '✗')} ${check.title}  ${paint('dim', remarks)}`);
    if (!isFine && outcome.output) console.log(indent(outcome.output));
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

/**
 * @param {unknown} error
 * @returns {import('./outcome.mjs').Outcome}
 */
function brokenTool(error) {
  return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
}

/** @param {string} text */
function indent(text) {
  return text.trimEnd().replace(/^(?=.)/gm, '    ');
}
