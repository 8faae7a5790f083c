// `npm run fuzz -- SECONDS [--seed N] [--cases N]`: reads as many hostile archives as the time allows (see scripts/fuzz).
// `npm run fuzz -- --seed N --case N`: one of them alone.
import { parseArgs } from 'node:util';
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { ensureInstalled } = await import('./bootstrap/install.mjs');
const { fuzz } = await import('./fuzz/fuzz.mjs');

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, cases: { type: 'string' }, case: { type: 'string' } },
  allowPositionals: true,
});
const whole = (/** @type {string | undefined} */ text) => (text === undefined ? undefined : Number(text));
const seed = whole(values.seed) ?? Math.floor(Math.random() * 2 ** 31);
const seconds = whole(positionals[0]);
const alone = whole(values.case);
const cases = alone === undefined ? (whole(values.cases) ?? Number.MAX_SAFE_INTEGER) : 1;
const hasEnd = seconds !== undefined || values.cases !== undefined || alone !== undefined;
const numbers = [seed, seconds ?? 1, alone ?? 1, cases];
if (!hasEnd || positionals.length > 1 || !numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
  console.error('usage: npm run fuzz -- SECONDS [--seed N] [--cases N]\n       npm run fuzz -- --seed N --case N');
  process.exit(2);
}
await ensureInstalled();
console.log(`seed ${seed}`);
const started = performance.now();
const result = await fuzz({
  seed,
  cases,
  ...(alone === undefined ? {} : { from: alone }),
  ...(seconds === undefined ? {} : { seconds }),
  say: (line) => console.log(line),
});
const { codes, findings, images, compared, peakBytes, slowestMilliseconds, slowestCase } = result;
const told = [...codes].sort(([, one], [, other]) => other - one).map(([code, count]) => `${code} ${count}`);
console.log(`told of: ${told.join(', ')}`);
console.log(
  `${result.cases} archives in ${((performance.now() - started) / 1000).toFixed(0)} s: ${findings.length} findings; ` +
    `${images} images read, ${compared} compared with the reference; ` +
    `slowest case ${slowestCase} with ${(slowestMilliseconds / 1000).toFixed(2)} s, peak memory ${Math.round(peakBytes / 1024 ** 2)} MiB`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
