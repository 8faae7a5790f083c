import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Benchmark } from '../harness/benchmark';
import { checkoutFolder, productFolder } from '../harness/folders';
import { addressOf, command } from '../harness/product';
import { takeTurns } from '../harness/rounds';
import type { Row } from '../harness/row';
import { timeProgram } from '../harness/run-program';
import { median, medianRatio } from '../harness/statistics';
import { withFolder } from '../harness/temporary-folder';
import { timeText } from '../harness/texts';

/** The command itself: `ls` of a small image whose index is cached, beside a Node that does nothing. */
export const startCommand: Benchmark = {
  name: 'start-cli',
  title: 'start of the command: `ls` of a small cached image',
  run: ({ rounds }) =>
    withFolder(async (dataFolder) => {
      const samples = join(productFolder, 'dist/samples');
      const sample = join(samples, readdirSync(samples).sort()[0] ?? '');
      const list = () => timeProgram(process.execPath, [command, 'ls', '--data-dir', dataFolder, sample]);
      await list();
      const { bare, ours } = await takeTurns(rounds * 3, {
        bare: () => timeProgram(process.execPath, ['-e', '0']),
        ours: list,
      });
      return [startRow('`ls` of a small cached image, whole process', ours, bare, 'node -e 0', 2.5)];
    }),
};

/** `npm start` where all is installed and built, to the first byte of the page, beside npm that only tells its version. */
export const startServer: Benchmark = {
  name: 'start-server',
  title: '`npm start` for the second time, to the first byte',
  run: ({ rounds }) =>
    withFolder(async (dataFolder) => {
      await startToFirstByte(dataFolder);
      const { bare, ours } = await takeTurns(rounds, {
        bare: () => timeProgram('npm', ['--version']),
        ours: () => startToFirstByte(dataFolder),
      });
      return [startRow('`npm start`, second time, to the first byte', ours, bare, 'npm --version', 4)];
    }),
};

function startRow(
  what: string,
  ours: readonly number[],
  bare: readonly number[],
  floor: string,
  target: number | null,
): Row {
  return {
    what,
    floor: `${floor} ${timeText(median(bare))}`,
    measured: timeText(median(ours)),
    value: medianRatio(ours, bare),
    unit: 'ratio',
    target,
    peakRssBytes: null,
  };
}

async function startToFirstByte(dataFolder: string): Promise<number> {
  const startedAt = performance.now();
  const args = ['start', '--', '--no-open', '--port', '0', '--data-dir', dataFolder];
  // A group of its own, because npm does not pass every signal on to what it runs.
  const child = spawn('npm', args, { cwd: checkoutFolder, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await firstByte(await addressOf(child));
    return performance.now() - startedAt;
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

function firstByte(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      response.once('data', () => resolve());
      response.resume();
    }).once('error', reject);
  });
}
