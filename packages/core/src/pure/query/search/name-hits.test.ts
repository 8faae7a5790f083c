import { describe, expect, test } from 'vitest';
import { layer } from '../../../testing/layer-recipe';
import { mergeRecipes } from '../../../testing/merge-recipes';
import { columnsOf } from '../../tree/columnar-tree';
import { NameHits } from './name-hits';

const FILES = 135_000;

/** Every name holds an `f`, one of seven an `x` as well: more than are kept of the one, fewer of the other. */
function manyFiles() {
  const recipe = layer();
  for (let file = 0; file < FILES; file++) recipe.file(`${file}${file % 7 === 0 ? 'x' : ''}f`);
  return columnsOf(mergeRecipes(recipe));
}

const columns = manyFiles();

/** All hits, asked for as a search does: up to a horizon that moves on. */
function hitsOf(needle: string, skips: ReadonlyMap<number, number> = new Map()): readonly number[] {
  const hits = new NameHits(columns, needle);
  const found: number[] = [];
  for (let horizon = 5000; horizon < columns.nodeCount + 5000; horizon += 5000) {
    for (let hit = hits.take(horizon); hit >= 0; hit = hits.take(horizon)) {
      if (hit >= horizon) throw new RangeError(`${hit} is behind ${horizon}`);
      found.push(hit);
      hits.skipTo(skips.get(hit) ?? 0);
    }
  }
  return found;
}

describe('NameHits', () => {
  test('finds all names that hold the text, in order, be they many or few, and again the same', () => {
    const all = Array.from({ length: FILES }, (_, file) => file + 1);
    expect(hitsOf('f')).toEqual(all);
    expect(hitsOf('f')).toEqual(all);
    const some = hitsOf('xf');
    expect(some).toHaveLength(Math.ceil(FILES / 7));
    expect(hitsOf('xf')).toEqual(some);
    expect(hitsOf('y')).toEqual([]);
  });

  test('leaves out what it is told to, among known ones and those still to be found', () => {
    const skips = new Map([
      [10, 100],
      [200, 60_000],
      [70_000, 134_000],
    ]);
    const expected = Array.from({ length: FILES }, (_, file) => file + 1).filter(
      (node) => node <= 10 || (node >= 100 && node <= 200) || (node >= 60_000 && node <= 70_000) || node >= 134_000,
    );
    expect(hitsOf('f', skips)).toEqual(expected);
    const few = hitsOf('xf').filter((node) => node < 500 || node >= 90_000);
    const last = few.findLast((node) => node < 500) ?? 0;
    expect(hitsOf('xf', new Map([[last, 90_000]]))).toEqual(few);
  });
});
