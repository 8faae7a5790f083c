import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import { EntryRows } from './entry-rows';
import { ABSENT, EntryTable, IMPLIED, type Source } from './entry-table';
import { Death, InodeTable, type Loss, REWRITTEN } from './inode-table';
import { InsideLog } from './inside-log';
import { NodeTable } from './node-table';
import { ChangeCode, presentBits, RemovalCode, type VersionBits } from './version-bits';
import { VersionLog } from './version-log';

const ROOT_NODE = 0;
/** In the lists of children: the root is nobody's child. */
const END = 0;

/** A node's cells stand side by side, because what an entry costs is mostly waiting for memory. */
const WIDTH = 8;
const SOURCE = 0;
const FLAGS = 1;
/** The layer that touched the node last; of that layer are the three below, and most flags. */
const TOUCHED_BY = 2;
/** What the level below has there. */
const BELOW = 3;
/** Where the mark or replacement stands that took the node away. */
const REMOVED_AT = 4;
// The children that are there, doubly linked: taking away a directory costs what is in it, not what ever was.
const FIRST_CHILD = 5;
const NEXT = 6;
const PREVIOUS = 7;

const TYPE = 0b111;
const LINK = 1 << 3;
const HAS_VERSION = 1 << 4;
const BELOW_TYPE_SHIFT = 5;
const BELOW_TYPE = TYPE << BELOW_TYPE_SHIFT;
/** One more than the cause of the first removal. */
const REMOVAL_SHIFT = 8;
const REMOVAL = 0b11 << REMOVAL_SHIFT;
/** One more than the change between the level below and what stands here, where it is known already. */
const JUDGED_SHIFT = 10;

/**
 * The merged tree as it stands while layers are applied, and what the current layer has touched of it. What a layer
 * does becomes part of the level below when it is committed as versions.
 */
export class WorkingTree {
  readonly entries: EntryTable;
  readonly rows: EntryRows;
  readonly nodes: NodeTable;
  readonly versions: VersionLog;
  readonly inodes: InodeTable;
  /** What the layers changed inside each directory. */
  readonly changed: InsideLog;
  /** Version count before each layer, from layer 1 at 1: all versions of a layer stand together. */
  readonly firstVersion: number[] = [0, 1];
  /** The layer that is being applied. */
  layer = 0;
  readonly #touched: Uint32Array;
  #touchedCount = 0;
  readonly #cells: Uint32Array;
  /** Directories that marks of the layer took children from. */
  #robbed = new Set<number>();

  constructor(layers: readonly (LayerIndex | null)[]) {
    // No more nodes than paths in all layers, and the root.
    const capacity = layers.reduce((sum, index) => sum + (index?.pathCount ?? 0), 1);
    const nameBytes = layers.reduce((sum, index) => sum + (index?.names.length ?? 0), 0);
    this.entries = new EntryTable(layers);
    this.rows = new EntryRows(this.entries);
    this.nodes = new NodeTable(capacity, nameBytes);
    // Nearly each entry makes one.
    this.versions = new VersionLog(this.entries.end);
    this.inodes = new InodeTable(this.entries);
    this.changed = new InsideLog(this.nodes, capacity);
    this.#cells = new Uint32Array(capacity * WIDTH);
    this.#touched = new Uint32Array(capacity);

    // The root is always there, of layer 0 until one declares it (rule 3).
    this.#cells[SOURCE] = IMPLIED;
    this.#cells[FLAGS] = EntryKind.dir;
    this.commit(ROOT_NODE, IMPLIED, presentBits(EntryKind.dir, false, ChangeCode.added));
  }

  beginLayer(layer: number): void {
    this.layer = layer;
    this.rows.readLayer(layer);
    this.#touchedCount = 0;
    this.#robbed = new Set();
    this.inodes.beginLayer(layer);
  }

  endLayer(): void {
    this.firstVersion[this.layer + 1] = this.versions.count;
  }

  /** What the layer has touched, each node once, in the order of its being touched. */
  get touched(): Uint32Array {
    return this.#touched.subarray(0, this.#touchedCount);
  }

  /** What stands at a node, or {@link ABSENT}. */
  source(node: number): Source {
    return this.#cells[node * WIDTH + SOURCE] ?? ABSENT;
  }

  /** Entry kind of what stands there, or stood there last. */
  type(node: number): number {
    return this.#flags(node) & TYPE;
  }

  /** Whether what stands there is named by a hard link entry. */
  isLink(node: number): boolean {
    return (this.#flags(node) & LINK) !== 0;
  }

  isThere(node: number): boolean {
    return this.source(node) !== ABSENT;
  }

  isDirectory(node: number): boolean {
    return this.source(node) !== ABSENT && this.type(node) === EntryKind.dir;
  }

  isTouched(node: number): boolean {
    return this.#cells[node * WIDTH + TOUCHED_BY] === this.layer;
  }

  /** Whether the directory has, or had before marks of this layer, anything in it. */
  hadChildrenBelow(directory: number): boolean {
    return this.#cells[directory * WIDTH + FIRST_CHILD] !== END || this.#robbed.has(directory);
  }

  wasBelow(node: number): boolean {
    return this.#cells[node * WIDTH + (this.isTouched(node) ? BELOW : SOURCE)] !== ABSENT;
  }

  /** What the level below has at a touched node, or {@link ABSENT}. */
  sourceBelow(node: number): Source {
    return this.#cells[node * WIDTH + BELOW] ?? ABSENT;
  }

  /** Entry kind of what the level below has, or a level before it had last, at a touched node. */
  typeBelow(node: number): number {
    return (this.#flags(node) & BELOW_TYPE) >>> BELOW_TYPE_SHIFT;
  }

  /** Whether a level below ever had the node. */
  hasVersion(node: number): boolean {
    return (this.#flags(node) & HAS_VERSION) !== 0;
  }

  commit(node: number, source: Source | number, bits: VersionBits): void {
    this.versions.append(node, source, bits);
    this.#cells[node * WIDTH + FLAGS] = this.#flags(node) | HAS_VERSION;
  }

  /** What took the node away first in this layer, and where that stands. */
  removal(node: number): { readonly cause: RemovalCode; readonly at: number } {
    const cause = ((this.#flags(node) & REMOVAL) >>> REMOVAL_SHIFT) - 1;
    return { cause: cause as RemovalCode, at: this.#cells[node * WIDTH + REMOVED_AT] ?? node };
  }

  /** What became of a touched node that is of the same type as in the level below; asked when all is applied. */
  changeSinceBelow(node: number): ChangeCode {
    const known = this.#flags(node) >>> JUDGED_SHIFT;
    if (known !== 0) return (known - 1) as ChangeCode;
    const change = this.rows.judge(this.type(node), this.sourceBelow(node), this.source(node));
    this.#cells[node * WIDTH + FLAGS] = this.#flags(node) | ((change + 1) << JUDGED_SHIFT);
    return change;
  }

  /**
   * Puts an entry (or an implied directory) at a node whose parent is a directory. A directory over a directory keeps
   * its children, any other pair replaces (rules 9, 11). The new name of a file is for the caller to count, before.
   */
  put(node: number, source: Source, type: number, isLink: boolean): void {
    const old = this.source(node);
    const oldType = this.type(node);
    if (old === ABSENT) this.#link(node);
    else if (oldType === EntryKind.file) this.#loseName(node, old, REWRITTEN);
    else if (oldType === EntryKind.dir && type !== oldType) this.removeChildren(node, RemovalCode.replaced, node);
    this.#touch(node);
    this.#cells[node * WIDTH + SOURCE] = source;
    this.#cells[node * WIDTH + FLAGS] = (this.#flags(node) & ~(TYPE | LINK)) | type | (isLink ? LINK : 0);
  }

  /** Takes away a node that is there, with all below it; `at` is where the cause stands. */
  remove(node: number, cause: RemovalCode, at: number): void {
    this.#unlink(node);
    this.#takeAway([node], cause, at);
  }

  /** Takes away all that is below a directory. */
  removeChildren(directory: number, cause: RemovalCode, at: number): void {
    const children: number[] = [];
    this.#takeChildren(directory, cause, children);
    this.#takeAway(children, cause, at);
  }

  /** `waiting`: nodes that are there, and out of their parent's list. */
  #takeAway(waiting: number[], cause: RemovalCode, at: number): void {
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (this.type(node) === EntryKind.file) this.#loseName(node, this.source(node), DEATH_BY_REMOVAL[cause]);
      this.#touch(node);
      const cell = node * WIDTH;
      const flags = this.#flags(node);
      if ((flags & REMOVAL) === 0) {
        this.#cells[cell + FLAGS] = flags | ((cause + 1) << REMOVAL_SHIFT);
        this.#cells[cell + REMOVED_AT] = at;
      }
      this.#cells[cell + SOURCE] = ABSENT;
      this.#takeChildren(node, cause, waiting);
    }
  }

  #takeChildren(directory: number, cause: RemovalCode, into: number[]): void {
    let child = this.#cells[directory * WIDTH + FIRST_CHILD] ?? END;
    if (child === END) return;
    for (; child !== END; child = this.#cells[child * WIDTH + NEXT] ?? END) into.push(child);
    this.#cells[directory * WIDTH + FIRST_CHILD] = END;
    if (cause !== RemovalCode.replaced) this.#robbed.add(directory);
  }

  /** Called before the node is touched: what stands at an untouched node is the level below's. */
  #loseName(node: number, source: Source, loss: Loss): void {
    if (this.isTouched(node)) this.inodes.loseOwnName(source);
    else this.inodes.loseName(source, node, loss);
  }

  #flags(node: number): number {
    return this.#cells[node * WIDTH + FLAGS] ?? 0;
  }

  #touch(node: number): void {
    const cell = node * WIDTH;
    if (this.#cells[cell + TOUCHED_BY] === this.layer) return;
    const flags = this.#flags(node);
    this.#cells[cell + TOUCHED_BY] = this.layer;
    this.#cells[cell + BELOW] = this.source(node);
    this.#cells[cell + FLAGS] = (flags & (TYPE | LINK | HAS_VERSION)) | ((flags & TYPE) << BELOW_TYPE_SHIFT);
    this.#touched[this.#touchedCount++] = node;
  }

  #link(node: number): void {
    const parent = this.nodes.parent(node) * WIDTH;
    const next = this.#cells[parent + FIRST_CHILD] ?? END;
    this.#cells[node * WIDTH + NEXT] = next;
    this.#cells[node * WIDTH + PREVIOUS] = END;
    if (next !== END) this.#cells[next * WIDTH + PREVIOUS] = node;
    this.#cells[parent + FIRST_CHILD] = node;
  }

  /** Only marks take away a single node. */
  #unlink(node: number): void {
    const parent = this.nodes.parent(node);
    const previous = this.#cells[node * WIDTH + PREVIOUS] ?? END;
    const next = this.#cells[node * WIDTH + NEXT] ?? END;
    if (previous === END) this.#cells[parent * WIDTH + FIRST_CHILD] = next;
    else this.#cells[previous * WIDTH + NEXT] = next;
    if (next !== END) this.#cells[next * WIDTH + PREVIOUS] = previous;
    this.#robbed.add(parent);
  }
}

const DEATH_BY_REMOVAL = [Death.whiteout, Death.opaque, Death.replaced] as const satisfies Record<RemovalCode, Death>;
