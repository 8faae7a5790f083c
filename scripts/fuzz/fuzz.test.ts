import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../bootstrap/root.mjs';
import { fuzz } from './fuzz.mjs';

/** More, or elsewhere: `STRATASCOPE_FUZZ_CASES=10000 STRATASCOPE_FUZZ_SEED=7`. */
const CASES = Number(process.env.STRATASCOPE_FUZZ_CASES ?? 300);
const SEED = Number(process.env.STRATASCOPE_FUZZ_SEED ?? 1);

describe('hostile archives', () => {
  test(`${CASES} of seed ${SEED} crash nothing, hang nowhere, take no memory and are read as the reference reads them`, {
    timeout: 600_000,
  }, async () => {
    const lines: string[] = [];
    const result = await fuzz({ seed: SEED, cases: CASES, say: (line) => lines.push(line) });
    expect(result.findings, lines.join('\n')).toEqual([]);
    expect(result.cases).toBe(CASES);
    // If most died at the first check, nothing behind it would be tried.
    expect(result.compared).toBeGreaterThan(CASES / 2);
    expect(result.codes.size).toBeGreaterThan(Math.min(25, CASES / 10));
  });
});

describe('what a case does to the process that reads it', () => {
  test('is told with its seed and number, kept, and does not stop the cases after it', async () => {
    const lines: string[] = [];
    const { findings, cases } = await fuzz({
      seed: 9,
      cases: 6,
      mostSeconds: 3,
      entry: join(root, 'scripts/planted/fuzz/sick-cases.mjs'),
      say: (line) => lines.push(line),
    });
    try {
      expect(findings.map(({ number, what }) => [number, what.split('\n')[0]])).toEqual([
        [2, 'hang: not done after 3 s'],
        [3, 'the process died of exit 1'],
        [4, 'planted'],
      ]);
      expect(findings[1]?.what).toContain('TypeError: of the planted case');
      expect(cases).toBe(4);
      for (const { number, path } of findings) {
        expect(readFileSync(join(path, 'image.tar'), 'utf8')).toBe(`case ${number}`);
        expect(lines).toContain(`  alone: npm run fuzz -- --seed 9 --case ${number}`);
      }
      expect(lines).toContain('  changed: a change');
    } finally {
      rmSync(dirname(findings[0]?.path ?? ''), { recursive: true, force: true });
    }
  }, 60_000);
});
