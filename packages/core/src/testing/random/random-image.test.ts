import { describe, expect, test } from 'vitest';
import { entriesOfTar } from '../reference/entries-of-tar';
import { referenceImage } from '../reference/reference-image';
import { sum } from '../reference/reference-ledger';
import { randomLayers } from './random-image';
import { printLayers, recipeOf } from './recipe-steps';
import { shrinkLayers } from './shrink-layers';

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const entriesOf = (seed: number) =>
  randomLayers(seed).map((steps) => (steps === null ? null : recipeOf(steps).entries()));

describe('random layers', () => {
  test('are the same for the same seed', () => {
    expect(randomLayers(7)).toEqual(randomLayers(7));
    expect(randomLayers(7)).not.toEqual(randomLayers(8));
  });

  test('come to every cause of death, every change and every problem of merging', () => {
    const images = seeds.map((seed) => referenceImage(entriesOf(seed)));
    const causes = images.flatMap(({ levels }) => levels.at(-1)?.ledger.flatMap(({ deadBy }) => deadBy) ?? []);
    expect(new Set(causes.map(({ cause }) => cause)).size).toBe(7);
    const changes = images.flatMap((image) => image.changes.flat());
    expect(new Set(changes.map(({ change }) => change)).size).toBe(8);
    const codes = images.flatMap(({ problems }) => problems.map(({ code }) => code));
    expect([...new Set(codes)].sort()).toEqual([
      'bad-whiteout',
      'hardlink-target-missing',
      'hardlink-to-directory',
      'implied-over-declared',
      'parent-replaced',
      'path-escapes-root',
      'root-not-directory',
      'through-non-directory',
      'whiteout-of-nothing',
    ]);
  });

  test('are read from their tars as they were said, to the offset', () => {
    for (const seed of seeds) {
      for (const steps of randomLayers(seed)) {
        const recipe = recipeOf(steps ?? []);
        expect(entriesOfTar(recipe.tar())).toEqual(recipe.entries());
      }
    }
  });

  test('are printed as the code that makes them', () => {
    const layers = [[{ call: 'file', path: 'a', content: 'x', options: { mode: 0o600 } } as const], null];
    expect(printLayers(layers)).toBe('[\n  layer().file("a", "x", { mode: 0o600 }),\n  null,\n]');
  });

  test('shrink to what a failure needs', () => {
    const hasWhiteout = (layers: ReturnType<typeof randomLayers>) =>
      layers.some((steps) => steps?.some(({ call }) => call === 'whiteout'));
    const seed = seeds.find((each) => hasWhiteout(randomLayers(each))) ?? 0;
    const smallest = shrinkLayers(randomLayers(seed), hasWhiteout);
    expect(smallest).toHaveLength(1);
    expect(smallest[0]).toHaveLength(1);
  });
});

describe('the reference', () => {
  test('keeps its books: live bytes are what a walk counts, and no byte is live and dead (rule 23)', () => {
    for (const seed of seeds) {
      for (const { ledger, bytes } of referenceImage(entriesOf(seed)).levels) {
        expect(sum(ledger.map(({ live }) => live))).toBe(bytes);
        for (const { content, live, dead, deadBy } of ledger) {
          expect(live).toBeGreaterThanOrEqual(0);
          expect(content).toBe(live + dead);
          expect(dead).toBe(sum(deadBy.map((each) => each.bytes)));
        }
      }
    }
  });

  test('does not care where among the entries of a layer its marks stand (rule 4)', () => {
    const isMark = (name: string) => name.includes('.wh.') && !name.includes('.wh..wh.plnk');
    for (const seed of seeds) {
      const layers = entriesOf(seed);
      const marksLast = layers.map((entries) =>
        entries === null
          ? null
          : [...entries.filter(({ name }) => !isMark(name)), ...entries.filter(({ name }) => isMark(name))],
      );
      expect(referenceImage(marksLast).levels).toEqual(referenceImage(layers).levels);
    }
  });
});
