import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCommand } from './measure-command.mjs';

/** What one hostile input may take, whatever it claims. */
const MOST_SECONDS = 20;
const MOST_BYTES = 512 * 1024 ** 2;

/**
 * @typedef {object} Expected
 * @property {string} file
 * @property {'error' | 'partial' | 'ok-with-note' | 'ok'} outcome
 * @property {string} [code]
 * @property {number} [exit]
 * @property {readonly Expected[]} [or]
 */

/**
 * Prints a table, the slowest last, and what of it is not as it has to be.
 *
 * @param {string} corpus
 * @param {readonly string[]} words
 * @returns {Promise<boolean>} Whether all kept to the bounds and came out as expected.
 */
export async function measureBroken(corpus, words) {
  const folder = join(corpus, 'broken');
  /** @type {readonly Expected[]} */
  const all = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const chosen = all.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));
  const rows = [];
  for (const expected of chosen) {
    const measured = await measureCommand(['ls', join(folder, expected.file), '--format', 'jsonl'], {
      mostSeconds: 2 * MOST_SECONDS,
    });
    rows.push({ file: expected.file, ...measured, faults: faultsOf(expected, measured) });
  }
  rows.sort((one, other) => one.seconds - other.seconds);
  for (const { file, exit, seconds, peakBytes, faults } of rows) {
    const peak = peakBytes === null ? '?' : `${Math.round(peakBytes / 1024 ** 2)} MiB`;
    const end = exit === null ? 'ended' : `exit ${exit}`;
    console.log(
      `${file.padEnd(30)} ${end.padEnd(7)} ${seconds.toFixed(2).padStart(6)} s ${peak.padStart(8)}  ${faults.join('; ')}`,
    );
  }
  const bad = rows.filter(({ faults }) => faults.length > 0).length;
  const peak = Math.max(...rows.map(({ peakBytes }) => peakBytes ?? 0)) / 1024 ** 2;
  console.log(
    `${rows.length} inputs, ${bad} not as they have to be; slowest ${rows.at(-1)?.seconds.toFixed(2)} s of ${MOST_SECONDS}, ` +
      `most memory ${Math.round(peak)} MiB of ${MOST_BYTES / 1024 ** 2}`,
  );
  return bad === 0;
}

/**
 * @param {Expected} expected
 * @param {import('./measure-command.mjs').Measurement} measured
 */
function faultsOf(expected, { exit, stderr, firstOutput, seconds, peakBytes }) {
  const said = `${stderr}${firstOutput}`;
  const outcomes = [expected, ...(expected.or ?? [])];
  const isExpected = outcomes.some(({ outcome, code }) => {
    const isEnd = exit === (outcome === 'error' ? (expected.exit ?? 3) : 0);
    return isEnd && (code === undefined || said.includes(code));
  });
  return [
    ...(seconds > MOST_SECONDS ? ['too slow'] : []),
    ...((peakBytes ?? 0) > MOST_BYTES ? ['too much memory'] : []),
    ...(/^\s+at .*:\d+/m.test(said) ? ['a stack trace'] : []),
    ...(isExpected ? [] : [`expected ${expected.outcome} ${expected.code ?? ''}: ${said.slice(0, 200)}`]),
  ];
}
