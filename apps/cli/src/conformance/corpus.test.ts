import { afterAll, describe, expect, test } from 'vitest';
import { corpusFolder, corpusImages, truthLedger, truthRows } from './corpus';
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

  describe.each(cases)('$label $args', ({ selection, form, args, levels, isFirst }) => {
    test.skipIf(name in KNOWN_DIFFERENCES)(
      'ls gives the truth byte for byte at every level there is truth for',
      async () => {
        for (const level of levels) {
          const rows = await succeed(['ls', form, ...args, '--format', 'jsonl', '--level', String(level)]);
          expectRows(rows, truthRows(selection, level), `level ${level}`);
        }
      },
    );

    test('level 0 is the empty root, and the top is what ls shows by itself', async () => {
      const empty = await succeed(['ls', form, ...args, '--format', 'jsonl', '--level', '0']);
      expect(JSON.parse(empty)).toMatchObject({ path: '/', type: 'dir', implied: true, layer: 0 });
      expect(await succeed(['ls', form, ...args, '--format', 'jsonl'])).toBe(
        await succeed(['ls', form, ...args, '--format', 'jsonl', '--level', String(selection.layers.length)]),
      );
    });

    test('ls --ghosts lists what was removed, by which layer and how', async () => {
      const rows = await succeed(['ls', form, ...args, '--format', 'jsonl', '--ghosts']);
      expectRows(rows, truthRows(selection, 'ghosts'), 'ghosts');
    });

    test('analyze accounts for every byte at every level', async () => {
      const truth = truthLedger(selection);
      const [ledger] = JSON.parse(await succeed(['analyze', form, ...args, '--json'])).images;
      const { names: _n, id: _i, digest: _d, platform: _p, location: _l, problems: _q, ...sizes } = ledger;
      const { levels: truthLevels, ...truthTop } = truth;
      // Stored sizes differ from form to form; the truth has those of the first.
      expect(isFirst ? sizes : withoutStored(sizes)).toEqual(isFirst ? truthTop : withoutStored(truthTop));

      for (const [level, { live, dead }] of Object.entries<{ live: number; dead: number }>(truthLevels)) {
        const [at] = JSON.parse(await succeed(['analyze', form, ...args, '--json', '--level', level])).images;
        expect({ level, live: at.total.live, dead: at.total.dead }).toEqual({ level, live, dead });
        for (const layer of at.layers) expect(layer.content).toBe(layer.live + layer.dead);
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
      const layered = selection.layers.flatMap(({ layer, problems }) =>
        Object.keys(problems).map((code) => `${layer} ${code}`),
      );
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
