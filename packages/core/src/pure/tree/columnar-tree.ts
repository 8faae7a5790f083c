import type { LayerIndex } from '../layer-index/layer-index';
import { ledgerAt } from '../ledger/ledger-at';
import { type EntryPath, joinPath, ROOT } from '../model/entry-path';
import type { Problem } from '../model/problem';
import { changedIn } from './changed-in';
import { broughtBetween, changesBetween, countChanges, countChangesOfLayers } from './changes';
import { namesOfInode } from './hard-links';
import { versionsOf } from './history';
import { unpackDeath } from './inode-table';
import { type LevelView, LevelViews } from './level-view';
import type { BroughtChange, Change, ChangeCounts, EntryRef, MergedTree, NodeId } from './merged-tree';
import { findNode, nodeName, nodePath } from './node-path';
import { ghostAt, stateAt } from './node-state';
import { ROOT_NODE, type TreeColumns } from './tree-columns';
import { walk } from './walk';

/** A merged tree over {@link TreeColumns}: each question goes to the function that answers it. */
export class ColumnarTree implements MergedTree {
  readonly layers: readonly (LayerIndex | null)[];
  readonly layerCount: number;
  readonly nodeCount: number;
  readonly problems: readonly Problem[];
  readonly columns: TreeColumns;
  readonly #views: LevelViews;
  /** The directory whose path was asked for last, itself or one in it. */
  #lastDirectory = ROOT_NODE as NodeId;
  #lastPath: EntryPath = ROOT;
  #counts: readonly ChangeCounts[] | null = null;

  constructor(layers: readonly (LayerIndex | null)[], columns: TreeColumns, problems: readonly Problem[]) {
    this.layers = layers;
    this.layerCount = columns.layerCount;
    this.nodeCount = columns.nodeCount;
    this.problems = problems;
    this.columns = columns;
    this.#views = new LevelViews(columns);
  }

  viewAt(level: number): LevelView {
    return this.#views.at(level);
  }

  find(path: EntryPath): NodeId | null {
    return findNode(this.columns, path);
  }

  path(node: NodeId): EntryPath {
    if (node === ROOT_NODE) return ROOT;
    const directory = this.parent(node);
    // Rows mostly come a directory at a time.
    if (directory !== this.#lastDirectory) {
      this.#lastDirectory = directory;
      this.#lastPath = nodePath(this.columns, directory);
    }
    return joinPath(this.#lastPath, this.name(node));
  }

  name(node: NodeId) {
    return nodeName(this.columns, node);
  }

  parent(node: NodeId): NodeId {
    return (this.columns.parent[node] ?? ROOT_NODE) as NodeId;
  }

  children(node: NodeId): readonly NodeId[] {
    return Array.from(this.columns.folders.children(node)) as unknown as NodeId[];
  }

  stateAt(node: NodeId, level: number) {
    return stateAt(this.columns, node, this.viewAt(level));
  }

  ghostAt(node: NodeId, level: number) {
    return ghostAt(this.columns, node, level);
  }

  changedIn(node: NodeId, level: number) {
    return changedIn(this.columns, node, level);
  }

  versions(node: NodeId) {
    return versionsOf(this.columns, node);
  }

  hardLinks(node: NodeId, level: number) {
    return namesOfInode(this.columns, node, level) as readonly NodeId[];
  }

  death({ layer, entry }: EntryRef) {
    return unpackDeath(this.columns.deaths[this.columns.entries.start(layer) + entry] ?? 0);
  }

  changes(from: number, to: number, options?: { readonly below?: NodeId; readonly skip?: number }): Iterable<Change> {
    return changesBetween(this.columns, this.viewAt(from), this.viewAt(to), options);
  }

  broughtChanges(from: number, to: number): Iterable<BroughtChange> {
    return broughtBetween(this.columns, this.viewAt(from), this.viewAt(to));
  }

  countChanges(from: number, to: number, below?: NodeId): ChangeCounts {
    return countChanges(this.columns, from, to, below);
  }

  changeCounts(layer: number): ChangeCounts {
    this.#counts ??= countChangesOfLayers(this.columns);
    return this.#counts[layer] ?? { added: 0, changed: 0, metadata: 0, removed: 0 };
  }

  walk(level: number, options: { readonly ghosts?: boolean; readonly below?: NodeId } = {}): Iterable<NodeId> {
    return walk(this.columns, level, options);
  }

  subtree(node: NodeId, level: number) {
    return this.viewAt(level).sums.subtree(node);
  }

  bytesByLayer(node: NodeId, level: number): readonly number[] {
    return this.viewAt(level).sums.bytesByLayer(node);
  }

  ledger(level: number) {
    return ledgerAt(this.columns.bytes, level);
  }
}

/** The columns behind a merged tree, for the queries of the core that go over many nodes. */
export function columnsOf(tree: MergedTree): TreeColumns {
  if (tree instanceof ColumnarTree) return tree.columns;
  throw new TypeError('a merged tree that mergeLayers has not made');
}

/** What is worked out once for a level: sums, and the first names of inodes. */
export function viewOf(tree: MergedTree, level: number): LevelView {
  if (tree instanceof ColumnarTree) return tree.viewAt(level);
  throw new TypeError('a merged tree that mergeLayers has not made');
}
