import type { Benchmark } from '../harness/benchmark';
import { ratioRow } from '../harness/ratio-row';
import { takeTurns } from '../harness/rounds';
import { runProgram } from '../harness/run-program';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { fiftyIndexes } from '../recipes/fifty-indexes';

export const mergeFifty: Benchmark = {
  name: 'merge-50',
  title: 'merge 50 layers of about 18,500 entries',
  async run({ artifacts, rounds, say }) {
    const folder = await fiftyIndexes(artifacts);
    const { map, ours } = await takeTurns(rounds, {
      map: () => runProgram('merge-layers', ['map', folder]),
      ours: () => runProgram('merge-layers', ['ours', folder]),
    });
    const { entries = 0, nodes = 0 } = ours[0]?.counts ?? {};
    say(`${entries} entries, ${nodes} nodes`);
    const floors = map.map(({ milliseconds }) => milliseconds);
    const floor = `Map of path strings ${timeText(median(floors))}`;
    return [ratioRow({ what: 'merge of 50 layers', ours, floors, floor, target: 0.2 })];
  },
};
