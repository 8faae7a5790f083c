import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asFinding, checkCase, writeCase } from './check-case';
import { makeCase } from './fuzz-case';

/** What a process that runs cases is asked for: cases FROM, FROM + 1 … until it is ended or `count` are done. */
interface Order {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  /** Its own; what is in it when it ends is the case it was at. */
  readonly folder: string;
  readonly mostBytes: number;
}

/** A case takes a hundredth of it. */
const MOST_MILLISECONDS = 20_000;

/** What it says while it runs, one message at the start and one at the end of each case. */
type Report =
  | { readonly kind: 'begin'; readonly number: number; readonly changes: readonly string[]; readonly form: string }
  | {
      readonly kind: 'end';
      readonly number: number;
      /** Of the processor: what else the machine does is no fault of the case. */
      readonly milliseconds: number;
      readonly finding: string | null;
      readonly codes: readonly string[];
      readonly images: number;
      readonly compared: number;
      /** Of the process, so far. */
      readonly peakBytes: number;
    };

/**
 * The process that `npm run fuzz` starts, watches and, if it hangs, ends. It stands apart so that a crash, a loop without
 * end or memory without bound takes nothing else with it.
 */
async function runCases(
  { seed, from, count, folder, mostBytes }: Order,
  tell: (report: Report) => void,
): Promise<void> {
  for (let number = from; number < from + count; number++) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const fuzzCase = makeCase(seed, number);
    const path = writeCase(fuzzCase, folder);
    tell({ kind: 'begin', number, changes: fuzzCase.changes, form: fuzzCase.form });
    const started = process.cpuUsage();
    let finding: string | null = null;
    let outcome = { codes: [] as readonly string[], images: 0, compared: 0 };
    try {
      outcome = await checkCase(fuzzCase, path, join(folder, 'data'));
    } catch (error) {
      finding = asFinding(error).message;
    }
    const { user, system } = process.cpuUsage(started);
    const milliseconds = (user + system) / 1000;
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    if (finding === null && milliseconds > MOST_MILLISECONDS) finding = `slow: ${Math.round(milliseconds / 1000)} s`;
    if (finding === null && peakBytes > mostBytes) finding = `memory: ${Math.round(peakBytes / 2 ** 20)} MiB`;
    tell({ kind: 'end', number, milliseconds, finding, ...outcome, peakBytes });
    // Whoever watches keeps the case and begins anew after it.
    if (finding !== null) return;
  }
}

const order: Order = JSON.parse(process.argv[2] ?? '');
await runCases(order, (report) => process.send?.(report));
process.disconnect();
