import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import { compareSources, Difference } from './compare-entries';
import { ABSENT, EntryTable, IMPLIED, type Source } from './entry-table';
import { Death, InodeTable } from './inode-table';
import { InsideLog } from './inside-log';
import { NO_NODE, NodeTable } from './node-table';
import { ChangeCode, isPresent, presentBits, RemovalCode as Removal, type RemovalCode } from './version-bits';
import { NO_VERSION, VersionLog } from './version-log';

const ROOT_NODE = 0;
/** In `comparison`: the bits are those between the level below and what stands at the node. */
const IS_COMPARED = 0x80;

/**
 * The merged tree as it stands while layers are applied, and what the current layer has touched of it.
 *
 * The level below is in `versions`: what a layer does shows there only when it is committed. All columns are by node.
 */
export class WorkingTree {
  readonly entries: EntryTable;
  readonly nodes: NodeTable;
  readonly versions: VersionLog;
  readonly inodes: InodeTable;
  /** What the layers changed inside each directory. */
  readonly changed: InsideLog;
  /** The layer that is being applied. */
  layer = 0;
  /** What the layer has touched, each node once, in the order of its being touched. */
  touched: number[] = [];

  /** {@link ABSENT}, or what stands there. */
  readonly source: Uint32Array;
  /** Entry kind of what stands there, or stood there last. */
  readonly type: Uint8Array;
  /** 1: named by a hard link entry. */
  readonly isLink: Uint8Array;
  /** The layer that touched the node last. */
  readonly #touchedBy: Uint32Array;
  /** The layer that took a child away from the node last. */
  readonly #robbedBy: Uint32Array;
  /** Of what the current layer took away first: one more than the cause, or 0, and the node where the cause stands. */
  readonly #removal: Uint8Array;
  readonly #removedAt: Uint32Array;
  readonly #comparison: Uint8Array;
  // The children that are there, as doubly linked lists: taking away a directory costs what is in it, not what ever was.
  readonly #firstChild: Uint32Array;
  readonly #nextSibling: Uint32Array;
  readonly #previousSibling: Uint32Array;

  constructor(layers: readonly (LayerIndex | null)[]) {
    // No more nodes than paths in all layers, and the root.
    const capacity = layers.reduce((sum, index) => sum + (index?.pathCount ?? 0), 1);
    const nameBytes = layers.reduce((sum, index) => sum + (index?.names.length ?? 0), 0);
    this.entries = new EntryTable(layers);
    this.nodes = new NodeTable(capacity, nameBytes);
    this.versions = new VersionLog(capacity);
    this.inodes = new InodeTable(this.entries);
    this.changed = new InsideLog(this.nodes.parent);
    this.source = new Uint32Array(capacity);
    this.type = new Uint8Array(capacity);
    this.isLink = new Uint8Array(capacity);
    this.#touchedBy = new Uint32Array(capacity);
    this.#robbedBy = new Uint32Array(capacity);
    this.#removal = new Uint8Array(capacity);
    this.#removedAt = new Uint32Array(capacity);
    this.#comparison = new Uint8Array(capacity);
    this.#firstChild = new Uint32Array(capacity).fill(NO_NODE);
    this.#nextSibling = new Uint32Array(capacity).fill(NO_NODE);
    this.#previousSibling = new Uint32Array(capacity).fill(NO_NODE);

    // The root is always there, of layer 0 until one declares it (rule 3).
    this.source[ROOT_NODE] = IMPLIED;
    this.type[ROOT_NODE] = EntryKind.dir;
    this.versions.append(ROOT_NODE, 0, IMPLIED, presentBits(EntryKind.dir, false, ChangeCode.added, Difference.none));
  }

  beginLayer(layer: number): void {
    this.layer = layer;
    this.touched = [];
  }

  isThere(node: number): boolean {
    return this.source[node] !== ABSENT;
  }

  isDirectory(node: number): boolean {
    return this.source[node] !== ABSENT && this.type[node] === EntryKind.dir;
  }

  hasChildren(node: number): boolean {
    return this.#firstChild[node] !== NO_NODE;
  }

  wasBelow(node: number): boolean {
    const last = this.versions.last(node);
    return last !== NO_VERSION && isPresent(this.versions.bits[last] ?? 0);
  }

  /** Whether what stands at the node was put there by the layer that is being applied. */
  isOfThisLayer(node: number): boolean {
    return this.#touchedBy[node] === this.layer && this.isThere(node);
  }

  isTouched(node: number): boolean {
    return this.#touchedBy[node] === this.layer;
  }

  /** Whether the layer has taken a child away from the node. */
  isRobbed(node: number): boolean {
    return this.#robbedBy[node] === this.layer;
  }

  /** What took the node away first in this layer: cause and node where it stands. `replaced` at the node if nothing did. */
  removal(node: number): { readonly cause: RemovalCode; readonly at: number } {
    const removal = this.#removal[node] ?? 0;
    if (removal === 0) return { cause: Removal.replaced, at: node };
    return { cause: (removal - 1) as RemovalCode, at: this.#removedAt[node] ?? node };
  }

  /** {@link Difference} bits between the level below and what stands at the node, both of one type. */
  difference(node: number, before: Source): number {
    const comparison = this.#comparison[node] ?? 0;
    if ((comparison & IS_COMPARED) !== 0) return comparison & ~IS_COMPARED;
    return compareSources(this.entries, this.type[node] ?? 0, before, this.source[node] ?? ABSENT);
  }

  /**
   * Puts an entry (or an implied directory) at a node whose parent is a directory. A directory over a directory keeps
   * its children, any other pair replaces (rules 9, 11). The name is counted already: by the caller.
   */
  put(node: number, source: Source, type: number, isLink: boolean): void {
    const wasTouched = this.isTouched(node);
    this.#touch(node);
    const old = this.source[node] ?? ABSENT;
    if (old === ABSENT) this.#link(node);
    else if (this.type[node] === EntryKind.file) this.#overwrite(node, old, source, type, wasTouched);
    else if (this.type[node] === EntryKind.dir && type !== EntryKind.dir) {
      this.removeChildren(node, Removal.replaced, node);
    }
    this.source[node] = source;
    this.type[node] = type;
    this.isLink[node] = isLink ? 1 : 0;
  }

  /** Takes away a node that is there, with all below it. */
  remove(node: number, cause: RemovalCode, at: number): void {
    this.#unlink(node);
    this.#takeAway([node], cause, at);
  }

  /** Takes away all that is below a directory. */
  removeChildren(directory: number, cause: RemovalCode, at: number): void {
    const children: number[] = [];
    for (let child = this.#firstChild[directory] ?? NO_NODE; child !== NO_NODE; ) {
      children.push(child);
      child = this.#nextSibling[child] ?? NO_NODE;
    }
    this.#firstChild[directory] = NO_NODE;
    if (children.length > 0) this.#robbedBy[directory] = this.layer;
    this.#takeAway(children, cause, at);
  }

  /** `waiting`: nodes that are there and unlinked from their parent. */
  #takeAway(waiting: number[], cause: RemovalCode, at: number): void {
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      this.#touch(node);
      this.#comparison[node] = 0;
      if (this.#removal[node] === 0) {
        this.#removal[node] = cause + 1;
        this.#removedAt[node] = at;
      }
      if (this.type[node] === EntryKind.file) {
        this.inodes.loseName(this.source[node] ?? ABSENT, this.layer, DEATH_BY_REMOVAL[cause]);
      }
      this.source[node] = ABSENT;
      for (let child = this.#firstChild[node] ?? NO_NODE; child !== NO_NODE; ) {
        waiting.push(child);
        this.#robbedBy[node] = this.layer;
        child = this.#nextSibling[child] ?? NO_NODE;
      }
      this.#firstChild[node] = NO_NODE;
    }
  }

  #overwrite(node: number, old: Source, source: Source, type: number, wasTouched: boolean): void {
    this.#comparison[node] = 0;
    if (type !== EntryKind.file) {
      this.inodes.loseName(old, this.layer, Death.replaced);
      return;
    }
    const difference = compareSources(this.entries, type, old, source);
    if (!wasTouched) this.#comparison[node] = difference | IS_COMPARED;
    this.inodes.loseName(old, this.layer, deathByDifference(difference));
  }

  #touch(node: number): void {
    if (this.#touchedBy[node] === this.layer) return;
    this.#touchedBy[node] = this.layer;
    this.#removal[node] = 0;
    this.#comparison[node] = 0;
    this.touched.push(node);
  }

  #link(node: number): void {
    const parent = this.nodes.parent[node] ?? ROOT_NODE;
    const next = this.#firstChild[parent] ?? NO_NODE;
    this.#nextSibling[node] = next;
    this.#previousSibling[node] = NO_NODE;
    if (next !== NO_NODE) this.#previousSibling[next] = node;
    this.#firstChild[parent] = node;
  }

  #unlink(node: number): void {
    const parent = this.nodes.parent[node] ?? ROOT_NODE;
    const previous = this.#previousSibling[node] ?? NO_NODE;
    const next = this.#nextSibling[node] ?? NO_NODE;
    if (previous === NO_NODE) this.#firstChild[parent] = next;
    else this.#nextSibling[previous] = next;
    if (next !== NO_NODE) this.#previousSibling[next] = previous;
    this.#robbedBy[parent] = this.layer;
  }
}

const DEATH_BY_REMOVAL = [Death.whiteout, Death.opaque, Death.replaced] as const satisfies Record<RemovalCode, Death>;

function deathByDifference(difference: number): Death {
  if ((difference & Difference.content) !== 0) return Death.overwritten;
  return difference === Difference.none ? Death.identical : Death.metadata;
}
