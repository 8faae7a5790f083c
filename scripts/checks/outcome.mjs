/**
 * @typedef {object} Outcome What a check found. A check that is one question counts as one test.
 * @property {number} passed
 * @property {number} failed
 * @property {string} [note] For the check's own line: what was looked at, or left out and why.
 * @property {string} [output] Shown below the line where something failed.
 */

/**
 * @typedef {object} Check
 * @property {string} name What it is called on the command line, to run it alone.
 * @property {string} title
 * @property {() => Promise<Outcome>} run Throws where the tool itself breaks; that counts as one failure.
 */

/**
 * The outcome of a tool that says yes or no.
 *
 * @param {import('../bootstrap/run.mjs').RunResult} result
 * @param {string} [note]
 * @returns {Outcome}
 */
export function oneQuestion(result, note) {
  const isFine = result.code === 0;
  return {
    passed: isFine ? 1 : 0,
    failed: isFine ? 0 : 1,
    output: result.output,
    ...(note === undefined ? {} : { note }),
  };
}
