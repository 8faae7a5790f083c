import type { LayerIndex } from '../layer-index/layer-index';
import { createProblemList } from '../model/problem-list';
import { applyLayer } from './apply-layer';
import { ColumnarTree } from './columnar-tree';
import { commitLayer } from './commit-layer';
import { EntryFacts } from './entry-facts';
import { EntryTable } from './entry-table';
import { finishTree } from './finish-tree';
import { InodeTable } from './inode-table';
import { InsideLog } from './inside-log';
import { gatherPaths } from './layer-paths';
import type { MergedTree } from './merged-tree';
import { numberPaths } from './number-paths';
import { finish, type Steps } from './steps';
import { VersionLog } from './version-log';
import { WorkingTree } from './working-tree';

/**
 * Merges the layers of an image, the base first; null for one that is missing or unreadable (rule 26).
 *
 * Costs one pass over the entries, and for each removal what it takes away.
 */
export function mergeLayers(layers: readonly (LayerIndex | null)[]): MergedTree {
  return finish(mergeInSteps(layers));
}

/** The same in steps of a millisecond or two, whatever the size of a layer, for who has others to answer in between. */
export function* mergeInSteps(layers: readonly (LayerIndex | null)[]): Steps<MergedTree> {
  const paths = yield* gatherPaths(layers);
  const nodes = yield* numberPaths(paths);
  yield;
  const entries = new EntryTable(layers);
  const inodes = new InodeTable(entries);
  const problems = createProblemList();
  // Nearly each entry makes one.
  const versions = new VersionLog(entries.end);
  const work = {
    entries,
    inodes,
    problems,
    versions,
    facts: new EntryFacts(entries),
    tree: new WorkingTree(nodes.parent, versions, inodes),
    changed: new InsideLog(nodes.parent),
  };
  for (const [position, index] of layers.entries()) {
    const layer = position + 1;
    work.tree.beginLayer();
    versions.beginLayer(layer);
    inodes.beginLayer(layer);
    if (index === null) continue;
    work.facts.beginLayer(layer);
    yield* applyLayer({ ...work, layer }, index, nodes.nodeOf.subarray(paths.start[position], paths.start[layer]));
    yield* commitLayer(work, layer);
    inodes.endLayer();
    yield;
  }
  return new ColumnarTree(layers, yield* finishTree(nodes, work), problems.list());
}
