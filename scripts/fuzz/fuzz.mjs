import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './run-process.mjs';

const CASES = fileURLToPath(new URL('../../packages/core/src/testing/fuzz/run-cases.ts', import.meta.url));
/** After so many of them whoever reads has enough to do. */
const MOST_FINDINGS = 20;
/** A process is begun anew after so many cases, so that its peak memory says something of each. */
const CASES_A_PROCESS = 1000;

/**
 * @typedef {object} FuzzOptions
 * @property {number} seed
 * @property {number} [from] The first case; 1 if left out.
 * @property {number} cases
 * @property {number} [seconds] After which no case is begun.
 * @property {number} [mostSeconds] Of one case by the clock, before it is ended as a hang: on a busy machine it waits for its turn.
 * @property {number} [mostBytes] Of memory.
 * @property {string} [entry] Another program than that which runs the cases.
 * @property {(line: string) => void} say
 */

/**
 * @typedef {object} FuzzResult
 * @property {number} cases That were done.
 * @property {readonly { readonly number: number, readonly what: string, readonly path: string }[]} findings
 * @property {number} images That were read whole.
 * @property {number} compared Of those, with the reference.
 * @property {number} peakBytes Of the process that took most.
 * @property {number} slowestMilliseconds
 * @property {number} slowestCase
 * @property {ReadonlyMap<string, number>} codes How many cases told of each error, problem or note.
 */

/**
 * Makes hostile archives, case after case, and has each read in a process that is watched. The same seed gives the same
 * cases. What finds something is kept, and told with how to run it alone.
 *
 * @param {FuzzOptions} options
 * @returns {Promise<FuzzResult>}
 */
export async function fuzz(options) {
  const { seed, say, mostSeconds = 60, mostBytes = 512 * 1024 ** 2, entry = CASES } = options;
  const kept = mkdtempSync(join(tmpdir(), 'stratascope-fuzz-'));
  const folder = join(kept, 'case');
  const abort = new AbortController();
  const timer = options.seconds === undefined ? undefined : setTimeout(() => abort.abort(), options.seconds * 1000);
  const counts = { cases: 0, images: 0, compared: 0, peakBytes: 0, slowestMilliseconds: 0, slowestCase: 0 };
  /** @type {Map<string, number>} */
  const codes = new Map();
  /** @type {{ number: number, what: string, path: string }[]} */
  const findings = [];
  const onEnd = (/** @type {import('./run-process.mjs').End} */ end) => {
    counts.cases++;
    counts.images += end.images;
    counts.compared += end.compared;
    counts.peakBytes = Math.max(counts.peakBytes, end.peakBytes);
    if (end.milliseconds > counts.slowestMilliseconds) {
      counts.slowestMilliseconds = end.milliseconds;
      counts.slowestCase = end.number;
    }
    for (const code of end.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  try {
    const first = options.from ?? 1;
    const end = first + options.cases;
    for (let next = first; next < end && !abort.signal.aborted && findings.length < MOST_FINDINGS; ) {
      const count = Math.min(CASES_A_PROCESS, end - next);
      const order = { seed, from: next, count, folder, mostBytes };
      const { at, finding } = await runProcess(entry, order, { mostSeconds, signal: abort.signal, onEnd });
      if (finding === null) {
        next += count;
        continue;
      }
      // Not even a case was made: that says nothing of what is to be tested.
      if (at === null) throw new Error(`the process that runs cases, after ${counts.cases}: ${finding}`);
      const { number, form, changes } = at;
      const path = join(kept, `seed-${seed}-case-${number}`);
      if (existsSync(folder)) renameSync(folder, path);
      findings.push({ number, what: finding, path });
      say(`case ${number} of seed ${seed} (${form}): ${finding}`);
      for (const change of changes) say(`  changed: ${change}`);
      say(`  kept: ${path}`);
      say(`  alone: npm run fuzz -- --seed ${seed} --case ${number}`);
      next = number + 1;
    }
    return { ...counts, codes, findings };
  } finally {
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
    if (findings.length === 0) rmSync(kept, { recursive: true, force: true });
  }
}
