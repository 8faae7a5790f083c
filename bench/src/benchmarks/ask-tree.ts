import type { Benchmark } from '../harness/benchmark';
import { takeTurns } from '../harness/rounds';
import type { Row } from '../harness/row';
import { runProgram } from '../harness/run-program';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { cachedMillion } from '../recipes/million';

export const askTree: Benchmark = {
  name: 'ask-tree',
  title: 'sums, search and pages of a tree of 1,000,000 files, in the process',
  async run({ artifacts, rounds, say }) {
    const { layer, cacheFolder } = await cachedMillion(artifacts);
    const { runs } = await takeTurns(rounds, { runs: () => runProgram('ask-tree', [layer, cacheFolder]) });
    const of = (name: string) => median(runs.map(({ counts }) => counts[name] ?? Number.NaN));
    const millionNodes = of('nodes') / 1e6;
    const sums = median(runs.map(({ milliseconds }) => milliseconds));
    say(`${of('hits')} hits are counted; the first search takes ${timeText(of('firstSearch'))}`);
    return [
      row('bytes below all directories, per 1,000,000 nodes', {
        value: sums / millionNodes,
        target: 15,
        floor: `one pass upwards ${timeText(of('floorSums') / millionNodes)}`,
      }),
      row('search 1,000,000 paths, first 200: p95', { value: of('search'), target: 5 }),
      row('longest step of a search that looks at every path', { value: of('longestStep'), target: 50 }),
      row(`count all hits of a search`, {
        value: of('count') / of('scan'),
        unit: 'ratio',
        target: 10,
        floor: `one indexOf over the names ${timeText(of('scan'))}`,
        measured: timeText(of('count')),
      }),
      row('page of 200 rows in the process: p95', { value: of('page'), target: 0.5 }),
    ];
  },
};

function row(what: string, numbers: Partial<Row> & Pick<Row, 'value' | 'target'>): Row {
  return { what, floor: null, measured: null, unit: 'ms', peakRssBytes: null, ...numbers };
}
