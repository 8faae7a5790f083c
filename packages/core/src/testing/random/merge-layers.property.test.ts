import { describe, expect, test } from 'vitest';
import { mergeLayers } from '../../pure/tree/merge-layers';
import { layerIndexOf } from '../layer-index-of';
import { referenceImage } from '../reference/reference-image';
import { mergedTranscript } from './merged-transcript';
import { randomLayers } from './random-image';
import { type LayerSteps, printLayers, recipeOf } from './recipe-steps';
import { referenceTranscript } from './reference-transcript';
import { shrinkLayers } from './shrink-layers';

/** Images to try, and the seed of the first; `STRATASCOPE_CASES=100000 STRATASCOPE_SEED=7` looks longer and elsewhere. */
const CASES = Number(process.env.STRATASCOPE_CASES ?? 3000);
const FIRST_SEED = Number(process.env.STRATASCOPE_SEED ?? 1);

describe('mergeLayers', () => {
  test(`says of ${CASES} random images what the reference says, at every level`, { timeout: 600_000 }, () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      const layers = randomLayers(seed);
      if (disagreement(layers) === null) continue;
      const smallest = shrinkLayers(layers, (smaller) => disagreement(smaller) !== null);
      expect.fail(`seed ${seed}: ${disagreement(smallest)}\n${printLayers(smallest)}`);
    }
  });
});

/** What the merge says otherwise than the reference, in a few lines; null where they agree. */
function disagreement(layers: readonly LayerSteps[]): string | null {
  const recipes = layers.map((steps) => (steps === null ? null : recipeOf(steps)));
  const expected = referenceTranscript(referenceImage(recipes.map((recipe) => recipe?.entries() ?? null)));
  const actual = merged(recipes);
  const missing = without(expected, actual).slice(0, 8);
  const surplus = without(actual, expected).slice(0, 8);
  if (missing.length + surplus.length > 0) {
    return [
      '',
      ...missing.map((line) => `  reference: ${line}`),
      ...surplus.map((line) => `  merge:     ${line}`),
    ].join('\n');
  }
  const at = expected.findIndex((line, index) => line !== actual[index]);
  return at < 0 && actual.length === expected.length
    ? null
    : `other order, from line ${at}: ${expected[at]}, but ${actual[at]}`;
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}

function merged(recipes: readonly (ReturnType<typeof recipeOf> | null)[]): readonly string[] {
  try {
    return mergedTranscript(mergeLayers(recipes.map((recipe) => (recipe === null ? null : layerIndexOf(recipe)))));
  } catch (error) {
    return [`threw ${error}`];
  }
}
