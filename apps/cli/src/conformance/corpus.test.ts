import { lsRows } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerJson } from '../output/ledger-json';
import { corpusFolder, corpusImages, truthLedger, truthRows } from './corpus';
import { loadMeant } from './load-image';
import { commandRunner } from './run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());

/** Names the corpus's own known differences between `ls` and its truth: there are none. */
const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {};

const images = corpusFolder === undefined ? [] : corpusImages(corpusFolder);

if (corpusFolder === undefined)
  test.skip('conformance needs the corpus: set STRATASCOPE_CORPUS to its folder', () => {});

async function succeed(args: readonly string[]): Promise<string> {
  const { exit, stdout, stderr } = await runner.run(args);
  expect(exit, `${args.join(' ')}\n${stdout.slice(0, 500)}${stderr}`).toBe(0);
  return stdout;
}

describe.each(images)('$name', ({ name, images: listed, selections }) => {
  const cases = selections.flatMap((selection) =>
    selection.forms.map((form, at) => ({
      ...selection,
      selection,
      form,
      isFirst: at === 0,
      label: form.split('/').at(-1),
    })),
  );

  describe.each(cases)('$label $args', ({ selection, form, args, levels, layers, isFirst }) => {
    let image: LoadedImage;
    beforeAll(async () => {
      image = await loadMeant(form, args, runner.dataFolder);
    });

    test.skipIf(name in KNOWN_DIFFERENCES)('ls gives the truth byte for byte at every level there is truth for', () => {
      for (const level of levels) expectRows(rowsOf(image, level), truthRows(selection, level), `level ${level}`);
      expectRows(rowsOf(image, layers.length, { ghosts: true }), truthRows(selection, 'ghosts'), 'ghosts');
    });

    test('the command prints these rows, at the top by itself, and the empty root at level 0', async () => {
      const ls = (...flags: string[]) => succeed(['ls', form, ...args, '--format', 'jsonl', ...flags]);
      const [first = 0] = levels;
      expect(await ls('--level', String(first))).toBe(truthRows(selection, first));
      expect(await ls('--ghosts')).toBe(truthRows(selection, 'ghosts'));
      expect(await ls()).toBe(rowsOf(image, layers.length));
      expect(JSON.parse(await ls('--level', '0'))).toMatchObject({ path: '/', type: 'dir', implied: true, layer: 0 });
    });

    test('analyze accounts for every byte at every level', async () => {
      const { levels: truthLevels, ...truthTop } = truthLedger(selection);
      const [ledger] = JSON.parse(await succeed(['analyze', form, ...args, '--json'])).images;
      const { names: _n, id: _i, digest: _d, platform: _p, location: _l, problems: _q, ...sizes } = ledger;
      // Stored sizes differ from form to form; the truth has those of the first.
      expect(isFirst ? sizes : withoutStored(sizes)).toEqual(isFirst ? truthTop : withoutStored(truthTop));

      for (const [level, { live, dead }] of Object.entries<{ live: number; dead: number }>(truthLevels)) {
        const { layers: ofLayers, total } = ledgerJson(image, Number(level));
        expect({ level, live: total.live, dead: total.dead }).toEqual({ level, live, dead });
        for (const layer of ofLayers) expect(layer.content).toBe(layer.live + layer.dead);
      }
    });

    test('inspect tells the layers, and the problems and notes of each', async () => {
      const [image] = JSON.parse(await succeed(['inspect', form, ...args, '--json'])).images;
      expect(image.layers).toHaveLength(selection.layers.length);
      for (const facts of selection.layers) {
        const layer = image.layers[facts.layer - 1];
        expect({ layer: layer.layer, diffId: layer.diffId, state: layer.state }).toEqual({
          layer: facts.layer,
          diffId: facts.diffId,
          state: facts.state,
        });
        if (isFirst) expect(layer.digest).toBe(facts.digest);
      }
      expect(countCodes(image.problems, 'problem')).toEqual(selection.problems);
      expect(countCodes(image.problems.filter(isInTruth), 'note')).toEqual(selection.notes);
      // The truth says of which layer: in the layer's own facts, or for what merging found in a list with the paths.
      const found = image.problems.map(({ layer, code }: ProblemRow) => `${layer} ${code}`);
      const layered = layers.flatMap(({ layer, problems }) => Object.keys(problems).map((code) => `${layer} ${code}`));
      const listed = selection.where.map(({ layer, code }) => `${layer} ${code}`);
      expect(found).toEqual(expect.arrayContaining([...layered, ...listed]));
    });
  });

  test('inspect lists every image, attachment and artifact', async () => {
    const [form] = selections[0]?.forms ?? [];
    const { images: found } = JSON.parse(await succeed(['inspect', form ?? '', '--json']));
    expect(
      found.map(({ id, digest, platform, kind }: Record<string, unknown>) => ({ id, digest, platform, kind })),
    ).toEqual(listed.map(({ id, manifest, platform, kind }) => ({ id, digest: manifest, platform, kind })));
  });
});

function rowsOf({ tree }: LoadedImage, level: number, options: { readonly ghosts?: boolean } = {}): string {
  return [...lsRows(tree, level, options)].map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Shows the first row that differs instead of thousands. */
function expectRows(actual: string, truth: string, what: string): void {
  if (actual === truth) return;
  const rows = actual.split('\n');
  const truthRows = truth.split('\n');
  const at = truthRows.findIndex((row, index) => row !== rows[index]);
  expect({ what, line: at + 1, row: rows[at] }).toEqual({ what, line: at + 1, row: truthRows[at] });
  expect(rows.length, what).toBe(truthRows.length);
}

function withoutStored(ledger: { readonly layers: readonly object[]; readonly total: object }): unknown {
  const strip = (sizes: object) => ({ ...sizes, stored: undefined, storedOnce: undefined });
  return { ...ledger, layers: ledger.layers.map(strip), total: strip(ledger.total) };
}

interface ProblemRow {
  readonly code: string;
  readonly kind: 'problem' | 'note';
  readonly layer?: number;
}

/** The truth leaves out what other tools would show of an implied folder; it is a note of ours (rule 3). */
const isInTruth = ({ code }: ProblemRow) => code !== 'implied-over-declared';

function countCodes(problems: readonly ProblemRow[], kind: ProblemRow['kind']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const problem of problems) {
    if (problem.kind === kind) counts[problem.code] = (counts[problem.code] ?? 0) + 1;
  }
  return counts;
}
