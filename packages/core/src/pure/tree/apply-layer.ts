import { EntryKind, type LayerIndex, NO_PATH } from '../layer-index/layer-index';
import { joinPath, ROOT, splitPath } from '../model/entry-path';
import type { ProblemList } from '../model/problem-list';
import type { EntryFacts } from './entry-facts';
import { ABSENT, type EntryColumns, type EntryTable, IMPLIED, type Source } from './entry-table';
import type { InodeTable } from './inode-table';
import { isMark, nodeType } from './node-type';
import { NO_NODE } from './number-paths';
import { inRanges, STEP, type Steps } from './steps';
import { ROOT_NODE } from './tree-columns';
import { RemovalCode } from './version-bits';
import type { WorkingTree } from './working-tree';

const IMPLIED_MODE = 0o755;

/** What the layers are applied to, and where what is wrong with them is told. */
export interface LayerTarget {
  readonly layer: number;
  readonly entries: EntryTable;
  readonly tree: WorkingTree;
  readonly facts: EntryFacts;
  readonly inodes: InodeTable;
  readonly problems: ProblemList;
}

/**
 * Applies the layer that the tree has begun on the level below: rules 3 to 12. `nodeOf`: node of each of its paths,
 * {@link NO_NODE} where no layer brings it.
 */
export function* applyLayer(target: LayerTarget, index: LayerIndex, nodeOf: Uint32Array): Steps {
  yield* new LayerApplication(target, index, nodeOf).run();
}

/** One layer on its way into the tree. */
class LayerApplication {
  readonly #entries: EntryTable;
  readonly #tree: WorkingTree;
  readonly #facts: EntryFacts;
  readonly #inodes: InodeTable;
  readonly #problems: ProblemList;
  readonly #index: LayerIndex;
  readonly #layer: number;
  readonly #firstSource: Source;
  readonly #size: EntryColumns['size'];
  readonly #nodeOf: Uint32Array;
  /** Files of AUFS's link store by path id, for the hard links behind them (rule 7). */
  readonly #hidden = new Map<number, Source>();
  readonly #hiddenSources: Source[] = [];
  /** By path id, 1: a directory that an entry of the layer stands in or below; and the list of them. */
  readonly #isNeeded: Uint8Array;
  readonly #needed: number[] = [];

  constructor({ layer, entries, tree, facts, inodes, problems }: LayerTarget, index: LayerIndex, nodeOf: Uint32Array) {
    this.#entries = entries;
    this.#tree = tree;
    this.#facts = facts;
    this.#inodes = inodes;
    this.#problems = problems;
    this.#index = index;
    this.#layer = layer;
    this.#firstSource = entries.start(layer);
    this.#size = entries.columns(layer).size;
    this.#nodeOf = nodeOf;
    this.#isNeeded = new Uint8Array(index.pathCount);
  }

  *run(): Steps {
    // All marks first, whatever their place in the archive: they act on the level below alone (rule 4).
    yield* this.#applyEach((entry, kind) => {
      if (isMark(kind)) this.#applyMark(entry, kind);
    });
    yield* this.#applyEach((entry, kind) => {
      if (!isMark(kind)) this.#applyEntry(entry, kind);
    });
    this.#inodes.closeLinkStore(this.#hiddenSources);
    yield* inRanges(this.#needed.length, (from, to) => this.#noteImpliedOverDeclared(from, to));
  }

  /** In archive order. What an entry takes away is away before the next one. */
  *#applyEach(apply: (entry: number, kind: number) => void): Steps {
    const { entryCount, kind } = this.#index;
    const tree = this.#tree;
    for (let entry = 0, pause = STEP; entry < entryCount; entry++) {
      apply(entry, kind[entry] ?? EntryKind.whiteout);
      while (tree.isRemoving) {
        tree.removeSome();
        if (tree.isRemoving) yield;
      }
      if (entry < pause) continue;
      yield;
      pause = entry + STEP;
    }
  }

  #applyMark(entry: number, kind: number): void {
    const node = this.#nodeOf[this.#index.path[entry] ?? 0] ?? NO_NODE;
    const hidesSomething = kind === EntryKind.whiteout ? this.#applyWhiteout(node) : this.#applyOpaque(node);
    if (!hidesSomething) this.#noteMarkOfNothing(entry);
  }

  /** Whether the level below has what is hidden, be it that another mark hid it before. */
  #applyWhiteout(node: number): boolean {
    if (node === NO_NODE || node === ROOT_NODE || !this.#tree.wasBelow(node)) return false;
    if (this.#tree.isThere(node)) this.#tree.remove(node, RemovalCode.whiteout, node);
    return true;
  }

  #applyOpaque(node: number): boolean {
    if (node === NO_NODE) return false;
    const hides = this.#tree.hadChildrenBelow(node);
    this.#tree.removeChildren(node, RemovalCode.opaque, node);
    return hides;
  }

  #applyEntry(entry: number, kind: number): void {
    const path = this.#index.path[entry] ?? 0;
    const source = this.#firstSource + entry;
    if (this.#index.isHidden(entry)) {
      this.#inodes.bringUnnamed(source);
      this.#hidden.set(path, source);
      this.#hiddenSources.push(source);
    } else if (kind === EntryKind.hardlink) {
      this.#applyHardLink(entry, path);
    } else {
      if (kind === EntryKind.file) this.#inodes.bring(this.#size[entry] ?? 0);
      this.#makeParents(path);
      this.#facts.lookAt(kind, entry);
      this.#tree.put(this.#nodeOf[path] ?? ROOT_NODE, source, kind, false, this.#facts);
    }
  }

  /** Rule 12: the target is looked for in the tree as it stands, before the link itself changes anything. */
  #applyHardLink(entry: number, path: number): void {
    const targetPath = this.#index.linkPath(entry);
    let target = this.#hidden.get(targetPath) ?? ABSENT;
    let type: number = EntryKind.file;
    if (target === ABSENT && targetPath !== NO_PATH) {
      const targetNode = this.#nodeOf[targetPath] ?? NO_NODE;
      target = targetNode === NO_NODE ? ABSENT : this.#tree.source(targetNode);
      type = targetNode === NO_NODE ? EntryKind.file : this.#tree.type(targetNode);
    }
    if (target === ABSENT || type === EntryKind.dir) {
      this.#problems.add({
        code: target === ABSENT ? 'hardlink-target-missing' : 'hardlink-to-directory',
        layer: this.#layer,
        path: this.#index.fullPath(path),
        // No name at all is one of the root's (rule 2), and a sentence has to have something to say.
        details: { target: this.#index.link(entry) || ROOT },
      });
      return;
    }
    // Counted first, so that the inode outlives what the link replaces, be it its own target.
    if (type === EntryKind.file) this.#inodes.addName(target);
    this.#makeParents(path);
    this.#facts.lookAway();
    this.#tree.put(this.#nodeOf[path] ?? ROOT_NODE, target, type, true, this.#facts);
  }

  /** Rules 3 and 10: each directory above the path is there afterwards. */
  #makeParents(path: number): void {
    const { pathParent } = this.#index;
    let directory = pathParent[path] ?? 0;
    if (!this.#isDirectory(directory)) this.#makeDirectories(path, directory);
    for (; this.#isNeeded[directory] === 0; directory = pathParent[directory] ?? 0) {
      this.#isNeeded[directory] = 1;
      this.#needed.push(directory);
    }
  }

  #isDirectory(path: number): boolean {
    return this.#tree.isDirectory(this.#nodeOf[path] ?? ROOT_NODE);
  }

  /** Makes the directories down to `lowest`, which the entry at `path` needs. */
  #makeDirectories(path: number, lowest: number): void {
    const lacking: number[] = [];
    for (let directory = lowest; !this.#isDirectory(directory); ) {
      lacking.push(directory);
      directory = this.#index.pathParent[directory] ?? 0;
    }
    for (let above = lacking.pop(); above !== undefined; above = lacking.pop()) {
      const node = this.#nodeOf[above] ?? ROOT_NODE;
      if (this.#tree.isThere(node)) this.#reportReplacedParent(path, above);
      this.#facts.lookAtImplied();
      this.#tree.put(node, IMPLIED, EntryKind.dir, false, this.#facts);
    }
  }

  #reportReplacedParent(path: number, directory: number): void {
    const node = this.#nodeOf[directory] ?? ROOT_NODE;
    const directoryPath = this.#index.fullPath(directory);
    if (this.#tree.isTouched(node)) {
      this.#problems.add({
        code: 'through-non-directory',
        layer: this.#layer,
        path: this.#index.fullPath(path),
        details: { directory: directoryPath },
      });
      return;
    }
    const type = nodeType(this.#tree.type(node));
    this.#problems.add({ code: 'parent-replaced', layer: this.#layer, path: directoryPath, details: { type } });
  }

  /** Rule 3: what Docker makes anew where the layer only implies it. */
  #noteImpliedOverDeclared(from: number, to: number): void {
    const entries = this.#entries;
    for (let position = from; position < to; position++) {
      const directory = this.#needed[position] ?? 0;
      const node = this.#nodeOf[directory] ?? ROOT_NODE;
      const source = this.#tree.source(node);
      if (node === ROOT_NODE || source <= IMPLIED || this.#tree.isTouched(node)) continue;
      const { layer, entry } = entries.refOf(source);
      const declared = entries.index(layer);
      const isAsImplied =
        declared.mode[entry] === IMPLIED_MODE &&
        declared.uid(entry) === 0 &&
        declared.gid(entry) === 0 &&
        declared.xattrs(entry).size === 0;
      if (isAsImplied) continue;
      const path = this.#index.fullPath(directory);
      this.#problems.add({ code: 'implied-over-declared', layer: this.#layer, path });
    }
  }

  #noteMarkOfNothing(entry: number): void {
    const path = this.#index.fullPath(this.#index.path[entry] ?? 0);
    const isWhiteout = this.#index.kind[entry] === EntryKind.whiteout;
    const { directory, name } = splitPath(path);
    const mark = isWhiteout
      ? joinPath(directory, `.wh.${name}` as typeof name)
      : joinPath(path, '.wh..wh..opq' as typeof name);
    this.#problems.add({ code: 'whiteout-of-nothing', layer: this.#layer, path: mark });
  }
}
