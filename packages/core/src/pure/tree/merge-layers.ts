import type { LayerIndex } from '../layer-index/layer-index';
import { createProblemList } from '../model/problem-list';
import { applyLayer } from './apply-layer';
import { ColumnarTree } from './columnar-tree';
import { finishTree } from './finish-tree';
import type { MergedTree } from './merged-tree';
import { WorkingTree } from './working-tree';

/**
 * Merges the layers of an image, the base first; null for one that is missing or unreadable (rule 26).
 *
 * Costs one pass over the entries, and for each removal what it takes away.
 */
export function mergeLayers(layers: readonly (LayerIndex | null)[]): MergedTree {
  const steps = mergeInSteps(layers);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, a layer at a step, for who has others to answer in between. */
export function* mergeInSteps(layers: readonly (LayerIndex | null)[]): Generator<void, MergedTree> {
  const tree = new WorkingTree(layers);
  const problems = createProblemList();
  for (const [position, index] of layers.entries()) {
    tree.beginLayer(position + 1);
    if (index !== null) applyLayer(tree, index, problems);
    tree.endLayer();
    yield;
  }
  return new ColumnarTree(layers, finishTree(tree), problems.list());
}
