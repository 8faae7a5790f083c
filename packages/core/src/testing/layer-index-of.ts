import type { LayerIndex } from '../pure/layer-index/layer-index';
import { LayerIndexBuilder } from '../pure/layer-index/layer-index-builder';
import { bytesToByteString } from '../pure/model/byte-string';
import { LayerRecipe, type RecipeEntry } from './layer-recipe';

/** The index of a recipe, with no tar between: for tests of what is built upon indexes. */
export function layerIndexOf(recipe: LayerRecipe | readonly RecipeEntry[]): LayerIndex {
  const builder = new LayerIndexBuilder({ entries: Number.MAX_SAFE_INTEGER });
  const entries = recipe instanceof LayerRecipe ? recipe.entries() : recipe;
  for (const entry of entries) builder.add(entry, bytesToByteString(entry.sha256 ?? new Uint8Array(0)));
  return builder.finish();
}
