import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ApiClient } from '../harness/api-client';
import { type Benchmark, Unmeasured } from '../harness/benchmark';
import { command, startProduct } from '../harness/product';
import { takeTurns } from '../harness/rounds';
import { runToEnd, timeProgram } from '../harness/run-program';
import { median, medianRatio } from '../harness/statistics';
import { withFolder } from '../harness/temporary-folder';
import { timeText } from '../harness/texts';
import { imageArchive } from '../recipes/images';

async function requireDive(): Promise<void> {
  await runToEnd('dive', ['--version']).catch(() => {
    throw new Unmeasured('dive is not on PATH (go install github.com/wagoodman/dive@v0.13.1)');
  });
}

/** The whole of an image from nothing: where its bytes are and which are wasted. */
export const besideDive: Benchmark = {
  name: 'dive-l1',
  title: 'analyze a 1 GB gzip image from nothing, beside dive',
  async run({ artifacts, rounds }) {
    await requireDive();
    const archive = await imageArchive(artifacts, 'l1');
    const { dive, ours } = await takeTurns(rounds, {
      dive: () =>
        withFolder((folder) =>
          timeProgram('dive', ['--json', join(folder, 'dive.json'), `docker-archive://${archive}`]),
        ),
      ours: () =>
        withFolder((folder) => timeProgram(process.execPath, [command, 'analyze', '--data-dir', folder, archive])),
    });
    return [
      {
        what: 'analyze a 1 GB gzip image from nothing',
        floor: `dive ${timeText(median(dive))}`,
        measured: timeText(median(ours)),
        value: medianRatio(ours, dive),
        unit: 'ratio',
        target: 0.55,
        peakRssBytes: null,
      },
    ];
  },
};

/** dive compares each layer with each other before it draws, which can take minutes. */
const MOST_PATIENCE_MS = 90_000;

/** 200,000 files in 40 layers: from the command to the answers that the first view is made of, beside dive's first screen. */
export const firstPicture: Benchmark = {
  name: 'first-picture',
  title: 'first picture of 200,000 files in 40 layers from nothing, beside dive',
  async run({ artifacts, rounds }) {
    await requireDive();
    const archive = await imageArchive(artifacts, 'forty');
    const dive = await diveToFirstScreen(archive);
    const { ours } = await takeTurns(rounds, {
      ours: () => withFolder((folder) => ourFirstPicture(archive, folder)),
    });
    const reached = dive === null ? `no screen after ${timeText(MOST_PATIENCE_MS)}` : timeText(dive);
    return [
      {
        what: 'first picture of 200,000 files in 40 layers',
        floor: `dive, once: ${reached}`,
        measured: timeText(median(ours)),
        value: median(ours) / (dive ?? MOST_PATIENCE_MS),
        unit: 'ratio',
        target: 1,
        peakRssBytes: null,
      },
    ];
  },
};

/** What the page asks for until all of its first view is there: itself, the image with its layers, the top of the tree. */
async function ourFirstPicture(archive: string, dataFolder: string): Promise<number> {
  const startedAt = performance.now();
  const product = await startProduct({ dataFolder, locations: [archive] });
  const client = new ApiClient(product.url);
  try {
    await client.ask('//');
    const ref = await client.readyImage('bench/forty');
    await client.json(`/images/${ref}/tree?path=/&limit=200`);
    return performance.now() - startedAt;
  } finally {
    client.close();
    await product.stop();
  }
}

/** In a terminal of its own, up to where the heads of its panes are drawn; null where that takes too long. */
function diveToFirstScreen(archive: string): Promise<number | null> {
  const startedAt = performance.now();
  const line = `stty rows 50 cols 160; exec dive docker-archive://${archive}`;
  const child = spawn('script', ['-qfec', line, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TERM: 'xterm-256color' },
  });
  const patience = setTimeout(() => child.stdin.write('\x03'), MOST_PATIENCE_MS);
  return new Promise((resolve, reject) => {
    let screen = '';
    let milliseconds: number | null = null;
    child.stdout.on('data', (bytes: Buffer) => {
      screen += bytes.toString('latin1');
      if (milliseconds !== null || !/Current Layer Contents/.test(screen)) return;
      milliseconds = performance.now() - startedAt;
      child.stdin.write('\x03');
    });
    child.once('error', () => reject(new Unmeasured('`script` gives dive its terminal, and is not to be had')));
    child.once('exit', () => {
      clearTimeout(patience);
      resolve(milliseconds);
    });
  });
}
