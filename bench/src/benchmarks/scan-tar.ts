import type { Benchmark } from '../harness/benchmark';
import { ratioRow } from '../harness/ratio-row';
import { takeTurns } from '../harness/rounds';
import { runProgram } from '../harness/run-program';
import { median } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { plainLayer } from '../recipes/layers';

export const scanTar: Benchmark = {
  name: 'scan-tar',
  title: 'scan the headers of 112,501 entries, without hashing',
  async run({ artifacts, rounds }) {
    const plain = await plainLayer(artifacts, 'L2');
    const { tarStream, ours } = await takeTurns(rounds, {
      tarStream: () => runProgram('scan-tar', ['tar-stream', plain]),
      ours: () => runProgram('scan-tar', ['ours', plain]),
    });
    const floors = tarStream.map(({ milliseconds }) => milliseconds);
    return [
      ratioRow({
        what: 'scan of tar headers, L2',
        ours,
        floors,
        floor: `tar-stream ${timeText(median(floors))}`,
        target: 0.25,
      }),
    ];
  },
};
