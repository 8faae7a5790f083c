import type { Benchmark } from '../harness/benchmark';
import { peakOf } from '../harness/ratio-row';
import { takeTurns } from '../harness/rounds';
import { runProgram } from '../harness/run-program';
import { median } from '../harness/statistics';
import { megabytesText } from '../harness/texts';
import { cachedMillion } from '../recipes/million';

export const holdImage: Benchmark = {
  name: 'resident',
  title: 'memory that an open image of 1,000,000 files holds',
  async run({ artifacts, rounds }) {
    const { layer, cacheFolder } = await cachedMillion(artifacts);
    const { runs } = await takeTurns(rounds, {
      runs: () => runProgram('hold-image', [layer, cacheFolder], { nodeFlags: ['--expose-gc'] }),
    });
    const rowOf = (what: string, count: 'opened' | 'used') => {
      const bytes = median(runs.map(({ counts }) => counts[count] ?? Number.NaN));
      return {
        what,
        floor: null,
        measured: megabytesText(bytes),
        value: bytes / (runs[0]?.counts.nodes ?? Number.NaN),
        unit: 'B/node',
        target: 150,
        peakRssBytes: peakOf(runs),
      } as const;
    };
    return [
      rowOf('resident, 1,000,000 files merged', 'opened'),
      rowOf('resident, also listed and searched', 'used'),
      {
        what: 'open and merge a cached image of 1,000,000 files',
        floor: null,
        measured: null,
        value: median(runs.map(({ milliseconds }) => milliseconds)),
        unit: 'ms',
        target: null,
        peakRssBytes: null,
      },
    ];
  },
};
