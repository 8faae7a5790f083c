import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const WRITE_HOSTILE = fileURLToPath(
  new URL('../../packages/core/src/testing/hostile/write-hostile.ts', import.meta.url),
);

/**
 * Prints a table, the slowest last, and what of it is not as it has to be.
 *
 * @param {string | undefined} corpus Without it only the hostile inputs that are made here are measured.
 * @param {readonly string[]} words
 * @returns {Promise<boolean>} Whether all kept to the bounds and came out as expected.
 */
export async function measureBroken(corpus, words) {
  const made = mkdtempSync(join(tmpdir(), 'stratascope-hostile-'));
  try {
    const rows = [];
    if (corpus !== undefined) {
      const folder = join(corpus, 'broken');
      /** @type {readonly Expected[]} */
      const all = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
      const chosen = all.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));
      rows.push(...(await measureAll(folder, chosen)));
    }
    rows.push(...(await measureAll(made, writeHostile(made, words))));
    return tell(rows);
  } finally {
    rmSync(made, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @param {readonly string[]} words
 * @returns {readonly Expected[]}
 */
function writeHostile(folder, words) {
  const args = ['--import', import.meta.resolve('tsx'), '--max-old-space-size=4096', WRITE_HOSTILE, folder, ...words];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/**
 * @typedef {import('./measure-command.mjs').Measurement & { readonly file: string, readonly faults: readonly string[] }} Row
 */

/**
 * @param {string} folder
 * @param {readonly Expected[]} inputs
 * @returns {Promise<readonly Row[]>}
 */
async function measureAll(folder, inputs) {
  const rows = [];
  for (const expected of inputs) {
    const measured = await measureCommand(['ls', join(folder, expected.file), '--format', 'jsonl'], {
      mostSeconds: 2 * MOST_SECONDS,
    });
    rows.push({ file: expected.file, ...measured, faults: faultsOf(expected, measured) });
  }
  return rows;
}

/**
 * @param {Row[]} rows
 * @returns {boolean}
 */
function tell(rows) {
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
