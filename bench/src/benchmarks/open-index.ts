import type { Benchmark } from '../harness/benchmark';
import { ratioRow } from '../harness/ratio-row';
import { takeTurns } from '../harness/rounds';
import type { Row } from '../harness/row';
import { runProgram } from '../harness/run-program';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { cachedMillion, millionJson } from '../recipes/million';

export const openIndex: Benchmark = {
  name: 'open-index',
  title: 'open the cached index of 1,000,000 files, and its size',
  async run({ artifacts, rounds }) {
    const million = await cachedMillion(artifacts);
    const json = await millionJson(artifacts, million);
    const open = () => runProgram('open-index', ['ours', million.layer, million.cacheFolder]);
    const { nodes = 0, bytes = 0, hotBytes = 0 } = (await open()).counts;
    const { read, parse, ours } = await takeTurns(rounds, {
      read: () => runProgram('open-index', ['read', json, String(hotBytes)]),
      parse: () => runProgram('open-index', ['parse', json], { nodeFlags: ['--max-old-space-size=4096'] }),
      ours: open,
    });
    const reads = read.map(({ milliseconds }) => milliseconds);
    const parses = parse.map(({ milliseconds }) => milliseconds);
    const what = 'open the cached index of 1,000,000 files';
    return [
      ratioRow({
        what,
        ours,
        floors: reads,
        floor: `plain read of hot columns ${timeText(median(reads))}`,
        target: 1.5,
      }),
      ratioRow({ what, ours, floors: parses, floor: `JSON.parse ${timeText(median(parses))}`, target: 1 / 30 }),
      sizeRow('index on disk, without digests', hotBytes / nodes, 55),
      sizeRow('index on disk', bytes / nodes, 85),
    ];
  },
};

function sizeRow(what: string, value: number, target: number): Row {
  return { what, floor: null, measured: null, value, unit: 'B/node', target, peakRssBytes: null };
}
