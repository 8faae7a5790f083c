import { EntryKind } from '../layer-index/layer-index';
import { BelowLog } from './below-log';
import type { EntryFacts } from './entry-facts';
import { ABSENT, IMPLIED, type Source } from './entry-table';
import { STEP } from './steps';
import { ROOT_NODE } from './tree-columns';
import { goneBits, hadVersionBits, putBits, RemovalCode } from './version-bits';
import type { VersionLog } from './version-log';

/** In the lists of children: the root is nobody's child. */
const END = 0;

/** A node's cells stand side by side, and are few: what an entry costs is mostly waiting for memory. */
const WIDTH = 4;
const SOURCE = 0;
const FLAGS = 1;
/** Number, from 1, of the last time that a layer touched the node for the first time. */
const TOUCH = 2;
/** What tells it from another, as {@link EntryFacts} says. */
const FACT = 3;

const LINKS = 3;
const FIRST_CHILD = 0;
const NEXT = 1;
const PREVIOUS = 2;

// Flags: the entry kind, and
const TYPE = 0b111;
/** that a level below, or the layer so far, has had the node, */
const HAS_VERSION = 1 << 3;
/** that fact and attributes say it all, */
const HAS_FACTS = 1 << 4;
/** and the number of the attributes. */
const ATTRIBUTES_SHIFT = 5;

export const typeOfFlags = (flags: number): number => flags & TYPE;
export const hasFacts = (flags: number): boolean => (flags & HAS_FACTS) !== 0;
export const attributesOfFlags = (flags: number): number => flags >>> ATTRIBUTES_SHIFT;

/** Told of each name of a file that is lost, before the node is touched. */
export interface LostNames {
  /** A name that the level below has; `removal`: by what, null where an entry is put in its place. */
  lostBelow(source: Source, node: number, removal: RemovalCode | null): void;
  /** A name that the layer itself brought. */
  lostOwn(source: Source): void;
}

/**
 * The merged tree as it stands while layers are applied. What the current layer touches goes to the log of versions as it
 * is touched, with what the level below has there beside it; what that amounts to is said when the layer is committed.
 */
export class WorkingTree {
  readonly below = new BelowLog();
  readonly #versions: VersionLog;
  readonly #lost: LostNames;
  readonly #parent: Uint32Array;
  readonly #cells: Uint32Array;
  /** The children that are there, doubly linked: taking away a directory costs what is in it, not what ever was. */
  readonly #links: Uint32Array;
  /** How often a layer has touched a node for the first time: in all, before the layer, and over the versions of then. */
  #touches: number;
  #touchesBefore = 0;
  #offset = 0;
  /** Directories that marks of the layer took children from. */
  readonly #robbed = new Set<number>();
  /** Lists of nodes that have yet to be taken away: they are there, and out of their parent's list. */
  readonly #doomed: number[] = [];
  #doomedBy: RemovalCode = RemovalCode.replaced;
  #doomedAt = 0;

  /** `parent`: by node, a parent before its children. */
  constructor(parent: Uint32Array, versions: VersionLog, lost: LostNames) {
    this.#parent = parent;
    this.#versions = versions;
    this.#touches = versions.count;
    this.#lost = lost;
    this.#cells = new Uint32Array(parent.length * WIDTH);
    this.#links = new Uint32Array(parent.length * LINKS);
    // The root is always there, of layer 0 until one declares it (rule 3).
    this.#cells[SOURCE] = IMPLIED;
    this.#cells[FLAGS] = EntryKind.dir | HAS_VERSION;
  }

  /** What is touched from here on is the next layer's. */
  beginLayer(): void {
    this.#touchesBefore = this.#touches;
    // Versions that were none are gone from the log.
    this.#offset = this.#touches - this.#versions.count;
    this.#robbed.clear();
    this.below.clear();
  }

  /** What stands at a node, or {@link ABSENT}. */
  source(node: number): Source {
    return this.#cells[node * WIDTH + SOURCE] ?? ABSENT;
  }

  /** Entry kind of what stands there, or stood there last. */
  type(node: number): number {
    return typeOfFlags(this.#flags(node));
  }

  isThere(node: number): boolean {
    return this.source(node) !== ABSENT;
  }

  isDirectory(node: number): boolean {
    return this.source(node) !== ABSENT && this.type(node) === EntryKind.dir;
  }

  isTouched(node: number): boolean {
    return (this.#cells[node * WIDTH + TOUCH] ?? 0) > this.#touchesBefore;
  }

  /** The version of a touched node that the layer makes. */
  version(node: number): number {
    return (this.#cells[node * WIDTH + TOUCH] ?? 0) - 1 - this.#offset;
  }

  /** Whether the directory has, or had before marks of this layer, anything in it. */
  hadChildrenBelow(directory: number): boolean {
    return this.#links[directory * LINKS + FIRST_CHILD] !== END || this.#robbed.has(directory);
  }

  wasBelow(node: number): boolean {
    return this.isTouched(node) ? this.#versions.below(this.version(node)) !== 0 : this.isThere(node);
  }

  /** Of a touched node that came and went within the layer: that it has no version but those it had before. */
  forget(node: number, hadVersion: boolean): void {
    if (!hadVersion) this.#cells[node * WIDTH + FLAGS] = this.#flags(node) & ~HAS_VERSION;
  }

  /**
   * Puts an entry (or an implied directory) at a node whose parent is a directory. A directory over a directory keeps
   * its children, any other pair replaces (rules 9, 11). The new name of a file is for the caller to count, before.
   */
  put(node: number, source: Source, type: number, isLink: boolean, facts: EntryFacts): void {
    const cell = node * WIDTH;
    const old = this.#cells[cell + SOURCE] ?? ABSENT;
    const oldType = this.type(node);
    if (old === ABSENT) this.#link(node);
    else if (oldType === EntryKind.file) this.#loseName(node, old, null);
    else if (oldType === EntryKind.dir && type !== oldType) this.removeChildren(node, RemovalCode.replaced, node);
    const version = this.#touch(node);
    const flags = type | (facts.isWhole ? HAS_FACTS : 0) | HAS_VERSION | (facts.attributes << ATTRIBUTES_SHIFT);
    this.#cells[cell + SOURCE] = source;
    this.#cells[cell + FLAGS] = flags;
    this.#cells[cell + FACT] = facts.fact;
    this.#versions.change(version, source, putBits(this.#versions.bits(version), type, isLink));
    const below = this.#versions.below(version);
    if (below !== 0) this.below.replace(below, flags, facts.fact);
  }

  /** Takes away a node that is there, with all below it; `at` is where the cause stands. {@link removeSome} does it. */
  remove(node: number, cause: RemovalCode, at: number): void {
    this.#unlink(node);
    this.#links[node * LINKS + NEXT] = END;
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
      const next = this.#links[node * LINKS + NEXT] ?? END;
      if (next !== END) this.#doomed.push(next);
      if (this.type(node) === EntryKind.file) this.#loseName(node, this.source(node), this.#doomedBy);
      const isFirst = !this.isTouched(node);
      const version = this.#touch(node);
      this.#cells[node * WIDTH + SOURCE] = ABSENT;
      this.#versions.change(version, ABSENT, goneBits(this.#versions.bits(version)));
      const below = this.#versions.below(version);
      if (below !== 0) this.below.remove(below, this.#doomedBy, this.#doomedAt, isFirst);
      this.#takeChildren(node);
    }
  }

  #takeChildren(directory: number): void {
    const child = this.#links[directory * LINKS + FIRST_CHILD] ?? END;
    if (child === END) return;
    this.#doomed.push(child);
    this.#links[directory * LINKS + FIRST_CHILD] = END;
    if (this.#doomedBy !== RemovalCode.replaced) this.#robbed.add(directory);
  }

  /** Called before the node is touched: what stands at an untouched node is the level below's. */
  #loseName(node: number, source: Source, removal: RemovalCode | null): void {
    if (this.isTouched(node)) this.#lost.lostOwn(source);
    else this.#lost.lostBelow(source, node, removal);
  }

  #flags(node: number): number {
    return this.#cells[node * WIDTH + FLAGS] ?? 0;
  }

  /** The version of the layer for the node: each node has one. */
  #touch(node: number): number {
    const cell = node * WIDTH;
    const touch = this.#cells[cell + TOUCH] ?? 0;
    if (touch > this.#touchesBefore) return touch - 1 - this.#offset;
    const source = this.#cells[cell + SOURCE] ?? ABSENT;
    const flags = this.#cells[cell + FLAGS] ?? 0;
    const below = source === ABSENT ? 0 : this.below.push(source, flags, this.#cells[cell + FACT] ?? 0);
    const version = this.#versions.append(node, source, hadVersionBits((flags & HAS_VERSION) !== 0), below);
    this.#cells[cell + TOUCH] = ++this.#touches;
    return version;
  }

  #link(node: number): void {
    const parent = (this.#parent[node] ?? ROOT_NODE) * LINKS;
    const next = this.#links[parent + FIRST_CHILD] ?? END;
    this.#links[node * LINKS + NEXT] = next;
    this.#links[node * LINKS + PREVIOUS] = END;
    if (next !== END) this.#links[next * LINKS + PREVIOUS] = node;
    this.#links[parent + FIRST_CHILD] = node;
  }

  /** Only marks take away a single node. */
  #unlink(node: number): void {
    const parent = this.#parent[node] ?? ROOT_NODE;
    const previous = this.#links[node * LINKS + PREVIOUS] ?? END;
    const next = this.#links[node * LINKS + NEXT] ?? END;
    if (previous === END) this.#links[parent * LINKS + FIRST_CHILD] = next;
    else this.#links[previous * LINKS + NEXT] = next;
    if (next !== END) this.#links[next * LINKS + PREVIOUS] = previous;
    this.#robbed.add(parent);
  }
}
