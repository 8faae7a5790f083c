import { ImageError } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer } from '../layer-recipe';
import { mergeRecipes } from '../merge-recipes';
import { checkAgainstReference } from './check-against-reference';
import { asFinding } from './check-case';
import { checkEntries } from './check-entries';
import { checkError, checkProblems } from './check-words';
import { Finding } from './finding';

const base = layer().dir('a').file('a/b', 'text');
const over = layer().whiteout('a/b').file('c', 'more');
const entriesOf = (...layers: readonly LayerRecipe[]) => layers.map((recipe) => recipe.entries());

describe('what is held against every case', () => {
  test('a tree that says what the reference says passes, one of other entries does not', () => {
    const tree = mergeRecipes(base, over);
    expect(checkAgainstReference(tree, entriesOf(base, over))).toBe(true);
    expect(() => checkAgainstReference(tree, entriesOf(base, layer().file('c', 'more')))).toThrow(Finding);
    expect(() => checkAgainstReference(tree, entriesOf(base, over.file('c', 'less')))).toThrow(Finding);
  });

  test('entries of a tar that nobody changed are those of its recipe, in all that an entry has', () => {
    const said = base.entries();
    expect(() => checkEntries(said, base.entries())).not.toThrow();
    expect(() => checkEntries(said.slice(1), said)).toThrow(/1 entries of a sound tar of 2/);
    const [first, second] = said;
    if (first === undefined || second === undefined) throw new Error('there are two');
    for (const other of [{ uid: 1 }, { sha256: new Uint8Array(32) }, { mtime: { seconds: 0n, nanoseconds: 1 } }]) {
      expect(() => checkEntries([first, { ...second, ...other }], said)).toThrow(/entry 1 of a sound tar/);
    }
  });

  test('a problem without a fact that its message names', () => {
    expect(() => checkProblems([{ code: 'size-mismatch', layer: 1 }], 1)).toThrow(/size-mismatch says/);
    expect(() => checkProblems([{ code: 'history-absent', layer: 3 }], 2)).toThrow(/in layer 3 of an image of 2/);
  });

  test('more problems of a kind than are listed', () => {
    const problems = Array.from({ length: 102 }, () => ({ code: 'history-absent' as const }));
    expect(() => checkProblems(problems, 0)).toThrow(/102 problems/);
  });

  test('an error of our own, and what is no error of the closed list', () => {
    expect(() => checkError(new ImageError('internal'))).toThrow(Finding);
    expect(asFinding(new RangeError('of ours')).message).toMatch(/^crash: RangeError: of ours/);
  });
});
