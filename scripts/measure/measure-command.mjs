import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';

/**
 * @typedef {object} Measurement
 * @property {number | null} exit Null where it was ended because it took too long.
 * @property {string} stderr
 * @property {string} firstOutput The first bytes of stdout; the rest is counted and dropped.
 * @property {number} seconds From start to end, start-up included.
 * @property {number | null} peakBytes Resident memory at its most, all threads; null where it was ended.
 */

const FIRST_OUTPUT = 4096;

/**
 * Runs the built command in a process and with a data folder of its own, so that nothing is known from before.
 *
 * @param {readonly string[]} args
 * @param {{ readonly mostSeconds: number }} options After which it is ended.
 * @returns {Promise<Measurement>}
 */
export async function measureCommand(args, { mostSeconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'stratascope-measure-'));
  const peakFile = join(folder, 'peak');
  const env = { ...process.env, STRATASCOPE_DATA: join(folder, 'data'), STRATASCOPE_PEAK_FILE: peakFile };
  const reporter = new URL('report-peak.mjs', import.meta.url).href;
  const started = performance.now();
  try {
    const result = await runToEnd(['--import', reporter, join(root, 'apps/cli/bin/stratascope.mjs'), ...args], {
      env,
      mostSeconds,
    });
    const seconds = (performance.now() - started) / 1000;
    return { ...result, seconds, peakBytes: result.exit === null ? null : Number(readFileSync(peakFile, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @param {{ readonly env: NodeJS.ProcessEnv, readonly mostSeconds: number }} options
 * @returns {Promise<Pick<Measurement, 'exit' | 'stderr' | 'firstOutput'>>}
 */
function runToEnd(args, { env, mostSeconds }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), mostSeconds * 1000);
    let stderr = '';
    let firstOutput = '';
    child.stdout.on('data', (bytes) => {
      if (firstOutput.length < FIRST_OUTPUT) firstOutput += bytes;
    });
    child.stderr.on('data', (bytes) => {
      stderr += bytes;
    });
    child.on('close', (exit) => {
      clearTimeout(timer);
      resolve({ exit, stderr, firstOutput });
    });
  });
}
