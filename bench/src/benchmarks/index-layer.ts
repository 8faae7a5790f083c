import type { Benchmark, BenchmarkContext } from '../harness/benchmark';
import { gunzipMilliseconds, sha256Milliseconds } from '../harness/floors';
import type { ProgramAnswer } from '../harness/program-answer';
import { peakOf, ratioRow } from '../harness/ratio-row';
import { takeTurns } from '../harness/rounds';
import type { Row } from '../harness/row';
import { runProgram, runToEnd, timeProgram } from '../harness/run-program';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { gzipLayer, plainLayer, zstdLayer } from '../recipes/layers';

/** Memory that reading one layer may take at most, whatever its size. */
const ONE_LAYER_BYTES = 160e6;
const MORE_LAYER_BYTES = 100e6;

/** 1 GB in 20,000 files. */
export const indexLargeGzip: Benchmark = {
  name: 'index-l1-gzip',
  title: 'index 1 GB of gzip layer: digest, diff ID, SHA-256 of each file, tree',
  run: (context) => indexGzip(context, 'L1', 1.2),
};

/** 100,000 small files. */
export const indexSmallGzip: Benchmark = {
  name: 'index-l2-gzip',
  title: 'index a gzip layer of 100,000 small files',
  run: (context) => indexGzip(context, 'L2', 1.45),
};

export const indexLargePlain: Benchmark = {
  name: 'index-l1-plain',
  title: 'index 1 GB of uncompressed layer',
  async run({ artifacts, rounds }) {
    const plain = await plainLayer(artifacts, 'L1');
    const { hash, ours } = await takeTurns(rounds, {
      hash: () => sha256Milliseconds(plain),
      ours: () => runProgram('index-layers', [plain]),
    });
    const floor = `SHA-256 of it ${timeText(median(hash))}`;
    return [
      ratioRow({ what: 'index L1, uncompressed', ours, floors: hash, floor, target: 1.3 }),
      memoryRow('index L1, uncompressed', ours),
    ];
  },
};

async function indexGzip(
  { artifacts, rounds }: BenchmarkContext,
  name: 'L1' | 'L2',
  target: number,
): Promise<readonly Row[]> {
  const plain = await plainLayer(artifacts, name);
  const packed = await gzipLayer(artifacts, name);
  const { gunzip, hash, ours } = await takeTurns(rounds, {
    gunzip: () => gunzipMilliseconds(packed),
    hash: () => sha256Milliseconds(plain),
    ours: () => runProgram('index-layers', [packed]),
  });
  const slower = gunzip.map((time, round) => Math.max(time, hash[round] ?? 0));
  const floor = `gunzip ${timeText(median(gunzip))}, SHA-256 ${timeText(median(hash))}`;
  const what = `index ${name}, gzip`;
  return [ratioRow({ what, ours, floors: slower, floor, target }), memoryRow(what, ours)];
}

/** Two at once: what the second one adds. */
export const indexTwoLayers: Benchmark = {
  name: 'index-two',
  title: 'memory of indexing two layers at once',
  async run({ artifacts, rounds }) {
    const files = [await gzipLayer(artifacts, 'L1'), await gzipLayer(artifacts, 'L2')];
    const { ours } = await takeTurns(rounds, { ours: () => runProgram('index-layers', files) });
    return [memoryRow('index L1 and L2 at once', ours, ONE_LAYER_BYTES + MORE_LAYER_BYTES)];
  },
};

/** By the zstd of a Node that has one: this one, or `STRATASCOPE_BENCH_NODE`. */
export const indexLargeZstd: Benchmark = {
  name: 'index-l1-zstd',
  title: 'index 1 GB of zstd layer',
  async run({ artifacts, rounds, say }) {
    const node = process.env.STRATASCOPE_BENCH_NODE ?? process.execPath;
    const packed = await zstdLayer(artifacts, 'L1');
    const plain = await plainLayer(artifacts, 'L1');
    const version = (await runToEnd(node, ['--version'])).trim();
    const hasZstd = (await runToEnd(node, ['-p', 'typeof zlib.createZstdDecompress'])).trim() === 'function';
    if (!hasZstd) say(`Node ${version} has no zstd; the floor is that of \`zstd -dc\`, and there is no target`);
    const { unzstd, hash, ours } = await takeTurns(rounds, {
      unzstd: async () =>
        hasZstd
          ? (await runProgram('unzstd-alone', [packed], { node })).milliseconds
          : timeProgram('zstd', ['-t', '-q', packed]),
      hash: () => sha256Milliseconds(plain),
      ours: () => runProgram('index-layers', [packed], { node }),
    });
    const slower = unzstd.map((time, round) => Math.max(time, hash[round] ?? 0));
    const floor = `zstd ${timeText(median(unzstd))}, SHA-256 ${timeText(median(hash))}`;
    const what = `index L1, zstd, Node ${version}`;
    return [ratioRow({ what, ours, floors: slower, floor, target: hasZstd ? 1.25 : null }), memoryRow(what, ours)];
  },
};

function memoryRow(what: string, ours: readonly ProgramAnswer[], most = ONE_LAYER_BYTES): Row {
  return {
    what: `${what}: peak memory`,
    floor: null,
    measured: null,
    value: peakOf(ours) / 1e6,
    unit: 'MB',
    target: most / 1e6,
    peakRssBytes: peakOf(ours),
  };
}
