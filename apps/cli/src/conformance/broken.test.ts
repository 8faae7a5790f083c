import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { corpusFolder } from './corpus';
import { commandRunner } from './run-in-memory';

/** What has to come of a damaged, false or hostile input. */
interface Outcome {
  readonly outcome: 'error' | 'partial' | 'ok-with-note' | 'ok';
  readonly code?: string;
  readonly layer?: number;
}

interface Expectation extends Outcome {
  readonly file: string;
  readonly what: string;
  readonly exit?: number;
  readonly also?: readonly string[];
  readonly or?: readonly Outcome[];
  readonly layers?: number;
  readonly present?: readonly string[];
  readonly absent?: readonly string[];
}

interface ProblemRow {
  readonly code: string;
  readonly kind: 'problem' | 'note';
  readonly layer?: number;
  readonly message: string;
  readonly hint: string;
}

const runner = commandRunner();
afterAll(() => runner.close());

const folder = join(corpusFolder ?? '', 'broken');
const expectations: readonly Expectation[] =
  corpusFolder === undefined ? [] : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));

if (corpusFolder === undefined)
  test.skip('broken inputs need the corpus: set STRATASCOPE_CORPUS to its folder', () => {});

/** One of the wide inputs takes long where other work shares the machine. */
const TIMEOUT_MS = 120_000;

const outcomesOf = (expected: Expectation): readonly Outcome[] => [expected, ...(expected.or ?? [])];

describe.runIf(corpusFolder !== undefined)('inputs of which no image can be shown', () => {
  const refused = expectations.filter(({ outcome }) => outcome === 'error');
  test.each(refused)('$file: $what: $code', async (expected) => {
    const location = join(folder, expected.file);
    const outcomes = outcomesOf(expected);
    for (const args of [
      ['ls', location, '--format', 'jsonl'],
      ['inspect', location, '--json'],
      ['analyze', location, '--json'],
    ]) {
      const { exit, stdout } = await runner.run(args);
      const { error } = JSON.parse(stdout);
      expect(outcomes.map(({ code }) => code)).toContain(error.code);
      expect(error.message).toMatch(/\S.*[.!]$/);
      expect(error.hint).toMatch(/\S/);
      expect(exit).toBe(expected.exit ?? 3);
    }
    const { stdout, stderr } = await runner.run(['ls', location]);
    expect(stdout).toBe('');
    expect(stderr).toContain(expected.code);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });
});

describe.runIf(corpusFolder !== undefined)('inputs that open', () => {
  const opening = expectations.filter(({ outcome }) => outcome !== 'error');
  test.each(opening)('$file: $what: $outcome $code', { timeout: TIMEOUT_MS }, async (expected) => {
    const location = join(folder, expected.file);
    const outcomes = outcomesOf(expected);
    const listing = await runner.run(['ls', location, '--format', 'jsonl']);
    expect(listing.exit, listing.stdout.slice(0, 300)).toBe(0);
    const paths = listing.stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row).path);
    expect(paths).toEqual(expect.arrayContaining([...(expected.present ?? [])]));
    for (const path of expected.absent ?? []) expect(paths).not.toContain(path);

    const { images, problems: ofLocation } = JSON.parse((await runner.run(['inspect', location, '--json'])).stdout);
    const image = images.find(({ kind }: { readonly kind: string }) => kind === 'image');
    if (expected.layers !== undefined) expect(image.layers).toHaveLength(expected.layers);

    const problems: readonly ProblemRow[] = [...ofLocation, ...image.problems];
    expect(
      outcomes.some((outcome) => isReported(outcome, problems)),
      JSON.stringify(problems),
    ).toBe(true);
    // A problem of a layer never spreads to others.
    const allowed = [...outcomes.map(({ code }) => code), ...(expected.also ?? [])];
    const strangers = problems.filter(({ code, kind }) => kind === 'problem' && !allowed.includes(code));
    expect(strangers).toEqual([]);
    for (const { message, hint } of problems) expect([message, hint].every((text) => text.length > 5)).toBe(true);
    for (const { code } of problems) expect(listing.stderr).toContain(code);

    const strict = await runner.run(['ls', location, '--strict']);
    expect(strict.exit).toBe(problems.some(({ kind }) => kind === 'problem') ? 1 : 0);
  });
});

function isReported({ outcome, code, layer }: Outcome, problems: readonly ProblemRow[]): boolean {
  if (code === undefined) return outcome === 'ok' && problems.every(({ kind }) => kind === 'note');
  return problems.some((problem) => problem.code === code && (layer === undefined || problem.layer === layer));
}
