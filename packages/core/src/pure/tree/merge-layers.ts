import type { LayerIndex } from '../layer-index/layer-index';
import { createProblemList } from '../model/problem-list';
import { applyLayer } from './apply-layer';
import { ColumnarTree } from './columnar-tree';
import { LayerCommit } from './commit-layer';
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
  const work = {
    entries,
    inodes,
    problems,
    tree: new WorkingTree(nodes.parent, inodes),
    // Nearly each entry makes one.
    versions: new VersionLog(entries.end),
    changed: new InsideLog(nodes.parent),
  };
  const commit = new LayerCommit(work);
  for (const [position, index] of layers.entries()) {
    const layer = position + 1;
    work.tree.beginLayer(layer);
    work.versions.beginLayer(layer);
    inodes.beginLayer(layer);
    if (index === null) continue;
    yield* applyLayer(work, index, nodes.nodeOf.subarray(paths.start[position], paths.start[layer]));
    yield* commit.run();
    inodes.endLayer();
    yield;
  }
  return new ColumnarTree(layers, yield* finishTree(nodes, work), problems.list());
}
