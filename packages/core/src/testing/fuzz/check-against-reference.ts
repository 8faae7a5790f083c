import type { MergedTree } from '@stratascope/core';
import type { RecipeEntry } from '../layer-recipe';
import { mergedTranscript } from '../random/merged-transcript';
import { referenceTranscript } from '../random/reference-transcript';
import { referenceImage } from '../reference/reference-image';
import { require } from './finding';

/** Problems that the tar reader told of, which the reference does not look at. */
const OF_READING = /^problem (?:entry-type-skipped|global-header-ignored|limit-path-length|limit-entries) /;
/** The reference compares every path with every other, at every level. */
const MOST_WORK = 1_500_000;

/** Every answer of the tree, at every level, against the slow reference. False where that would take too long. */
export function checkAgainstReference(tree: MergedTree, layers: readonly (readonly RecipeEntry[] | null)[]): boolean {
  if (tree.nodeCount ** 2 * (tree.layerCount + 1) ** 2 > MOST_WORK) return false;
  // A list that was cut short counts what it leaves out, which the reference never does.
  if (tree.problems.some(({ details }) => details?.more !== undefined)) return false;
  if (tree.layers.some((index) => index?.problems.some(({ details }) => details?.more !== undefined))) return false;
  const expected = referenceTranscript(referenceImage(layers));
  const actual = mergedTranscript(tree).filter((line) => !OF_READING.test(line));
  const at = expected.findIndex((line, index) => line !== actual[index]);
  require(at < 0 && actual.length === expected.length, () => {
    const position = at < 0 ? expected.length : at;
    return `line ${position} is\n  ${actual[position]}\nbut by the reference\n  ${expected[position]}`;
  });
  return true;
}
