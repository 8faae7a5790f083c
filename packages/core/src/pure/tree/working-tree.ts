import { EntryKind } from '../layer-index/layer-index';
import { ABSENT, IMPLIED, type Source } from './entry-table';
import { STEP } from './steps';
import { ROOT_NODE } from './tree-columns';
import { RemovalCode } from './version-bits';

/** In the lists of children: the root is nobody's child. */
const END = 0;

/** A node's cells stand side by side, because what an entry costs is mostly waiting for memory. */
const WIDTH = 12;
const SOURCE = 0;
const FLAGS = 1;
/** The layer that touched the node last; of that layer are the two below, and most flags. */
const TOUCHED_BY = 2;
/** What the level below has there. */
const BELOW = 3;
/** Where the mark or replacement stands that took the node away. */
const REMOVED_AT = 4;
// The children that are there, doubly linked: taking away a directory costs what is in it, not what ever was.
const FIRST_CHILD = 5;
const NEXT = 6;
const PREVIOUS = 7;
const PARENT = 8;
// Of what the level below has: the layer that brought it, and what tells it from another.
const BORN = 9;
const FACT = 10;
const OTHER_FACT = 11;

const TYPE = 0b111;
const LINK = 1 << 3;
const HAS_VERSION = 1 << 4;
const BELOW_TYPE_SHIFT = 5;
const BELOW_TYPE = TYPE << BELOW_TYPE_SHIFT;
/** One more than the cause of the first removal. */
const REMOVAL_SHIFT = 8;
const REMOVAL = 0b11 << REMOVAL_SHIFT;
/** What the level below has was taken away before anything was put in its place. */
const IS_REMOVED_FIRST = 1 << 10;
const HAS_FACTS = 1 << 11;
const KEPT_WHEN_TOUCHED = TYPE | LINK | HAS_VERSION | HAS_FACTS;

/** Told of each name of a file that is lost, before the node is touched. */
export interface LostNames {
  /** A name that the level below has; `removal`: by what, null where an entry is put in its place. */
  lostBelow(source: Source, node: number, removal: RemovalCode | null): void;
  /** A name that the layer itself brought. */
  lostOwn(source: Source): void;
}

/**
 * The merged tree as it stands while layers are applied, and what the current layer has touched of it. What a layer
 * does becomes part of the level below when the next one begins.
 */
export class WorkingTree {
  /** The layer that is being applied. */
  layer = 0;
  readonly #lost: LostNames;
  readonly #cells: Uint32Array;
  readonly #touched: Uint32Array;
  #touchedCount = 0;
  /** Directories that marks of the layer took children from. */
  readonly #robbed = new Set<number>();
  /** Lists of nodes that have yet to be taken away: they are there, and out of their parent's list. */
  readonly #doomed: number[] = [];
  #doomedBy: RemovalCode = RemovalCode.replaced;
  #doomedAt = 0;

  /** `parent`: by node, a parent before its children. */
  constructor(parent: Uint32Array, lost: LostNames) {
    this.#lost = lost;
    this.#cells = new Uint32Array(parent.length * WIDTH);
    this.#touched = new Uint32Array(parent.length);
    for (let node = 0; node < parent.length; node++) this.#cells[node * WIDTH + PARENT] = parent[node] ?? ROOT_NODE;
    // The root is always there, of layer 0 until one declares it (rule 3).
    this.#cells[SOURCE] = IMPLIED;
    this.#cells[FLAGS] = EntryKind.dir | HAS_VERSION;
  }

  beginLayer(layer: number): void {
    this.layer = layer;
    this.#touchedCount = 0;
    this.#robbed.clear();
  }

  get touchedCount(): number {
    return this.#touchedCount;
  }

  /** What the layer has touched, each node once, in the order of its being touched. */
  touched(position: number): number {
    return this.#touched[position] ?? 0;
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

  /** What the layer did to a touched node becomes a version. */
  setVersion(node: number): void {
    this.#cells[node * WIDTH + FLAGS] = this.#flags(node) | HAS_VERSION;
  }

  /** What took the node away first in this layer, and where that stands. */
  removal(node: number): { readonly cause: RemovalCode; readonly at: number } {
    return { cause: this.#removalCause(node), at: this.#cells[node * WIDTH + REMOVED_AT] ?? node };
  }

  /** What took away the level below's of a touched node; null: an entry was put in its place. */
  removalBelow(node: number): RemovalCode | null {
    return (this.#flags(node) & IS_REMOVED_FIRST) === 0 ? null : this.#removalCause(node);
  }

  /** The layer that brought what was there when {@link keepFacts} was called last. */
  born(node: number): number {
    return this.#cells[node * WIDTH + BORN] ?? 0;
  }

  hasFacts(node: number): boolean {
    return (this.#flags(node) & HAS_FACTS) !== 0;
  }

  fact(node: number): number {
    return this.#cells[node * WIDTH + FACT] ?? 0;
  }

  otherFact(node: number): number {
    return this.#cells[node * WIDTH + OTHER_FACT] ?? 0;
  }

  /** Keeps what the next layers will ask of what stands at a node. */
  keepFacts(node: number, born: number, fact: number, otherFact: number): void {
    const cell = node * WIDTH;
    this.#cells[cell + FLAGS] = this.#flags(node) | HAS_FACTS;
    this.#cells[cell + BORN] = born;
    this.#cells[cell + FACT] = fact;
    this.#cells[cell + OTHER_FACT] = otherFact;
  }

  /** The same where there are no facts that say it all. */
  keepBorn(node: number, born: number): void {
    this.#cells[node * WIDTH + FLAGS] = this.#flags(node) & ~HAS_FACTS;
    this.#cells[node * WIDTH + BORN] = born;
  }

  /**
   * Puts an entry (or an implied directory) at a node whose parent is a directory. A directory over a directory keeps
   * its children, any other pair replaces (rules 9, 11). The new name of a file is for the caller to count, before.
   */
  put(node: number, source: Source, type: number, isLink: boolean): void {
    const cell = node * WIDTH;
    const old = this.#cells[cell + SOURCE] ?? ABSENT;
    const oldType = this.type(node);
    if (old === ABSENT) this.#link(node);
    else if (oldType === EntryKind.file) this.#loseName(node, old, null);
    else if (oldType === EntryKind.dir && type !== oldType) this.removeChildren(node, RemovalCode.replaced, node);
    this.#touch(node, 0);
    this.#cells[cell + SOURCE] = source;
    this.#cells[cell + FLAGS] = (this.#flags(node) & ~(TYPE | LINK)) | type | (isLink ? LINK : 0);
  }

  /** Takes away a node that is there, with all below it; `at` is where the cause stands. {@link removeSome} does it. */
  remove(node: number, cause: RemovalCode, at: number): void {
    this.#unlink(node);
    this.#cells[node * WIDTH + NEXT] = END;
    this.#doomed.push(node);
    this.#doomedBy = cause;
    this.#doomedAt = at;
  }

  /** Takes away all that is below a directory. */
  removeChildren(directory: number, cause: RemovalCode, at: number): void {
    this.#doomedBy = cause;
    this.#doomedAt = at;
    this.#takeChildren(directory);
  }

  /** Whether something has yet to be taken away, before anything else is done. */
  get isRemoving(): boolean {
    return this.#doomed.length > 0;
  }

  /** Goes on taking away. */
  removeSome(): void {
    for (let left = STEP; left > 0; left--) {
      const node = this.#doomed.pop();
      if (node === undefined) return;
      const next = this.#cells[node * WIDTH + NEXT] ?? END;
      if (next !== END) this.#doomed.push(next);
      if (this.type(node) === EntryKind.file) this.#loseName(node, this.source(node), this.#doomedBy);
      this.#touch(node, IS_REMOVED_FIRST);
      const cell = node * WIDTH;
      const flags = this.#flags(node);
      if ((flags & REMOVAL) === 0) {
        this.#cells[cell + FLAGS] = flags | ((this.#doomedBy + 1) << REMOVAL_SHIFT);
        this.#cells[cell + REMOVED_AT] = this.#doomedAt;
      }
      this.#cells[cell + SOURCE] = ABSENT;
      this.#takeChildren(node);
    }
  }

  #takeChildren(directory: number): void {
    const child = this.#cells[directory * WIDTH + FIRST_CHILD] ?? END;
    if (child === END) return;
    this.#doomed.push(child);
    this.#cells[directory * WIDTH + FIRST_CHILD] = END;
    if (this.#doomedBy !== RemovalCode.replaced) this.#robbed.add(directory);
  }

  #removalCause(node: number): RemovalCode {
    return (((this.#flags(node) & REMOVAL) >>> REMOVAL_SHIFT) - 1) as RemovalCode;
  }

  /** Called before the node is touched: what stands at an untouched node is the level below's. */
  #loseName(node: number, source: Source, removal: RemovalCode | null): void {
    if (this.isTouched(node)) this.#lost.lostOwn(source);
    else this.#lost.lostBelow(source, node, removal);
  }

  #flags(node: number): number {
    return this.#cells[node * WIDTH + FLAGS] ?? 0;
  }

  #touch(node: number, firstFlags: number): void {
    const cell = node * WIDTH;
    if (this.#cells[cell + TOUCHED_BY] === this.layer) return;
    const flags = this.#flags(node);
    this.#cells[cell + TOUCHED_BY] = this.layer;
    this.#cells[cell + BELOW] = this.#cells[cell + SOURCE] ?? ABSENT;
    this.#cells[cell + FLAGS] = (flags & KEPT_WHEN_TOUCHED) | ((flags & TYPE) << BELOW_TYPE_SHIFT) | firstFlags;
    this.#touched[this.#touchedCount++] = node;
  }

  #link(node: number): void {
    const parent = (this.#cells[node * WIDTH + PARENT] ?? ROOT_NODE) * WIDTH;
    const next = this.#cells[parent + FIRST_CHILD] ?? END;
    this.#cells[node * WIDTH + NEXT] = next;
    this.#cells[node * WIDTH + PREVIOUS] = END;
    if (next !== END) this.#cells[next * WIDTH + PREVIOUS] = node;
    this.#cells[parent + FIRST_CHILD] = node;
  }

  /** Only marks take away a single node. */
  #unlink(node: number): void {
    const parent = this.#cells[node * WIDTH + PARENT] ?? ROOT_NODE;
    const previous = this.#cells[node * WIDTH + PREVIOUS] ?? END;
    const next = this.#cells[node * WIDTH + NEXT] ?? END;
    if (previous === END) this.#cells[parent * WIDTH + FIRST_CHILD] = next;
    else this.#cells[previous * WIDTH + NEXT] = next;
    if (next !== END) this.#cells[next * WIDTH + PREVIOUS] = previous;
    this.#robbed.add(parent);
  }
}
