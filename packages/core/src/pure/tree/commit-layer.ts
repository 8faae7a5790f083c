import { EntryKind } from '../layer-index/layer-index';
import { type ChangeOfOneType, judgeChange, unchanged } from './compare-entries';
import { EntryFacts } from './entry-facts';
import { ABSENT, type EntryTable, type Source } from './entry-table';
import { DEATH_BY_REMOVAL, Death, type InodeTable } from './inode-table';
import type { InsideLog } from './inside-log';
import { inRanges, type Steps } from './steps';
import { ChangeCode, isChange, presentBits, type RemovalCode, removedBits } from './version-bits';
import type { VersionLog } from './version-log';
import type { WorkingTree } from './working-tree';

/** What becomes of what layers do, and what it is made from. */
export interface MergeWork {
  readonly entries: EntryTable;
  readonly tree: WorkingTree;
  readonly inodes: InodeTable;
  readonly versions: VersionLog;
  /** What the layers changed inside each directory. */
  readonly changed: InsideLog;
}

/**
 * Makes what a layer did to each path one version, judged against the level below (rules 16, 24). What it brought and
 * took away itself is none.
 */
export class LayerCommit {
  readonly #entries: EntryTable;
  readonly #tree: WorkingTree;
  readonly #inodes: InodeTable;
  readonly #versions: VersionLog;
  readonly #changed: InsideLog;
  readonly #facts: EntryFacts;

  constructor({ entries, tree, inodes, versions, changed }: MergeWork) {
    this.#entries = entries;
    this.#tree = tree;
    this.#inodes = inodes;
    this.#versions = versions;
    this.#changed = changed;
    this.#facts = new EntryFacts(entries);
  }

  /** Of the layer that the tree has begun and that is applied. */
  *run(): Steps {
    const tree = this.#tree;
    this.#facts.beginLayer(tree.layer);
    for (const { source, node, removal } of this.#inodes.dying) {
      const cause = causeOfDeath(removal, this.#changeOf(node));
      this.#inodes.bury(source, this.#entries.layerOf(source), this.#entries.size(source), cause);
    }
    const isAsked = tree.layer < this.#entries.layers.length;
    yield* inRanges(tree.touchedCount, (from, to) => {
      for (let position = from; position < to; position++) this.#commit(tree.touched(position), isAsked);
    });
  }

  #commit(node: number, isAsked: boolean): void {
    const tree = this.#tree;
    const source = tree.source(node);
    const below = tree.sourceBelow(node);
    const change = this.#changeOf(node);
    if (below !== ABSENT && tree.typeBelow(node) === EntryKind.file && !this.#inodes.hasNames(below)) {
      const cause = causeOfDeath(tree.removalBelow(node), change);
      const bytes = tree.hasFacts(node) ? tree.fact(node) : this.#entries.size(below);
      this.#inodes.bury(below, tree.born(node), bytes, cause);
    }
    if (source !== ABSENT) {
      const type = tree.type(node);
      const bits = presentBits(type, tree.isLink(node), change);
      this.#versions.append(node, source, bits);
      if (isChange(bits)) this.#changed.mark(node, tree.layer);
      tree.setVersion(node);
      if (isAsked) this.#keep(node, type, source);
    } else if (below !== ABSENT) {
      const { cause, at } = tree.removal(node);
      this.#versions.append(node, at, removedBits(cause));
      this.#changed.mark(node, tree.layer);
      tree.setVersion(node);
    }
  }

  /** What stands at a touched node, judged against the level below; `removed` where nothing does. */
  #changeOf(node: number): ChangeCode {
    const tree = this.#tree;
    const source = tree.source(node);
    const below = tree.sourceBelow(node);
    if (source === ABSENT) return ChangeCode.removed;
    if (below === ABSENT) return tree.hasVersion(node) ? ChangeCode.readded : ChangeCode.added;
    const type = tree.type(node);
    return tree.typeBelow(node) === type ? this.#judge(node, type, below, source) : ChangeCode.replaced;
  }

  /** The same as {@link judgeChange}, from facts where they tell. */
  #judge(node: number, type: number, below: Source, source: Source): ChangeOfOneType {
    const facts = this.#facts;
    const tree = this.#tree;
    if (below === source) return unchanged(type);
    if (tree.hasFacts(node) && facts.areWhole(type, source)) {
      const isSame =
        tree.fact(node) === facts.first(type, source) && tree.otherFact(node) === facts.second(type, source);
      if (type === EntryKind.dir) return isSame ? ChangeCode.repeated : ChangeCode.metadata;
      if (!isSame) return ChangeCode.content;
    }
    return judgeChange(this.#entries, type, below, source);
  }

  #keep(node: number, type: number, source: Source): void {
    const facts = this.#facts;
    const { layer } = this.#tree;
    const born = source >= this.#entries.start(layer) ? layer : this.#entries.layerOf(source);
    if (facts.areWhole(type, source)) {
      this.#tree.keepFacts(node, born, facts.first(type, source), facts.second(type, source));
    } else {
      this.#tree.keepBorn(node, born);
    }
  }
}

/** A name with something in its place is judged by what stands there in the end (rules 16, 23). */
function causeOfDeath(removal: RemovalCode | null, change: ChangeCode): Death {
  if (removal !== null) return DEATH_BY_REMOVAL[removal];
  switch (change) {
    case ChangeCode.content:
      return Death.overwritten;
    case ChangeCode.metadata:
      return Death.metadata;
    case ChangeCode.identical:
      return Death.identical;
    default:
      return Death.replaced;
  }
}
