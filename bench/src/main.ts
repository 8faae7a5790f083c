import { parseArgs } from 'node:util';
import { BENCHMARKS } from './benchmarks/index';
import { type Benchmark, type BenchmarkContext, Unmeasured } from './harness/benchmark';
import { loadText, machineText } from './harness/machine';
import { isMet, type Row } from './harness/row';
import { rowText, tableText } from './harness/row-text';
import { writeResults } from './harness/write-results';
import { PAGE_BENCHMARKS } from './page/index';
import { Artifacts } from './recipes/artifacts';

/**
 * `npm run bench [-- NAME…] [--quick | --rounds N] [--write] [--list]`: measures, prints, and fails where a target is missed.
 * `--write` puts the results of all benchmarks into docs/performance.md. `npm run bench:page` is the same in a browser.
 */

const ROUNDS = 5;
const QUICK_ROUNDS = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    write: { type: 'boolean' },
    list: { type: 'boolean' },
    page: { type: 'boolean' },
  },
});
const benchmarks = values.page === true ? PAGE_BENCHMARKS : BENCHMARKS;

if (values.list === true) {
  for (const { name, title } of benchmarks) console.log(`${name.padEnd(18)} ${title}`);
} else {
  const say = (text: string) => console.error(`  ${text}`);
  const rounds = values.rounds === undefined ? (values.quick === true ? QUICK_ROUNDS : ROUNDS) : Number(values.rounds);
  const loadBefore = loadText();
  const { rows, unmeasured } = await measure(chosen(positionals), { rounds, say, artifacts: new Artifacts(say) });
  const machine = `${machineText(new Date())} (${loadBefore} before), medians of ${rounds} rounds`;
  const report = [tableText(rows), ...unmeasured, machine].join('\n\n');
  console.log(`\n${report}`);
  if (unmeasured.length > 0) process.exitCode = 1;
  if (values.write === true) writeResults(values.page === true ? 'bench:page' : 'bench', report);
  const missed = rows.filter((row) => isMet(row) === false).length;
  // A quick look judges nothing.
  if (missed > 0 && rounds >= ROUNDS) process.exitCode = 1;
}

function chosen(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark ${unknown.join(', ')}. There are: ${benchmarks.map(({ name }) => name).join(', ')}.`,
    );
    process.exit(2);
  }
  return benchmarks.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The rows, and a sentence for each benchmark that could not be run; one that fails does not keep the others back. */
async function measure(
  wanted: readonly Benchmark[],
  context: BenchmarkContext,
): Promise<{ readonly rows: readonly Row[]; readonly unmeasured: readonly string[] }> {
  const rows: Row[] = [];
  const unmeasured: string[] = [];
  for (const benchmark of wanted) {
    console.error(`${benchmark.name}: ${benchmark.title} (load ${loadText()})`);
    try {
      for (const row of await benchmark.run(context)) {
        rows.push(row);
        console.log(rowText(row));
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.say(`not measured: ${reason}`);
      if (!(error instanceof Unmeasured)) unmeasured.push(`${benchmark.name} failed: ${reason.split('\n')[0]}`);
    }
  }
  return { rows, unmeasured };
}
