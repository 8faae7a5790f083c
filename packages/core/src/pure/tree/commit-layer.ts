import { EntryKind } from '../layer-index/layer-index';
import { type ChangeOfOneType, judgeChange, unchanged } from './compare-entries';
import { ABSENT, type EntryTable, type Source } from './entry-table';
import { DEATH_BY_REMOVAL, Death, type InodeTable } from './inode-table';
import type { InsideLog } from './inside-log';
import { inRanges, type Steps } from './steps';
import {
  ChangeCode,
  hadVersion,
  isChange,
  isLinkName,
  presentBits,
  type RemovalCode,
  removedBits,
  typeOf,
} from './version-bits';
import type { VersionLog } from './version-log';
import { attributesOfFlags, hasFacts, typeOfFlags, type WorkingTree } from './working-tree';

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
export function* commitLayer(work: MergeWork, layer: number): Steps {
  yield* new LayerCommit(work, layer).run();
}

class LayerCommit {
  readonly #entries: EntryTable;
  readonly #tree: WorkingTree;
  readonly #inodes: InodeTable;
  readonly #versions: VersionLog;
  readonly #changed: InsideLog;
  readonly #layer: number;

  constructor({ entries, tree, inodes, versions, changed }: MergeWork, layer: number) {
    this.#entries = entries;
    this.#tree = tree;
    this.#inodes = inodes;
    this.#versions = versions;
    this.#changed = changed;
    this.#layer = layer;
  }

  *run(): Steps {
    for (const { source, node, removal } of this.#inodes.dying) {
      const cause = causeOfDeath(removal, this.#changeOf(this.#tree.version(node)));
      this.#inodes.bury(source, this.#entries.layerOf(source), this.#entries.size(source), cause);
    }
    // Those that are none are left out, so that the others move up.
    const first = this.#versions.firstOfLayer(this.#layer);
    const { count } = this.#versions;
    let kept = first;
    yield* inRanges(count - first, (from, to) => {
      for (let version = first + from; version < first + to; version++) if (this.#commit(version, kept)) kept++;
    });
    this.#versions.cut(kept);
  }

  /** Puts the version, if it is one, at a place that is not behind its own. */
  #commit(version: number, place: number): boolean {
    const versions = this.#versions;
    const { below: belows } = this.#tree;
    const node = versions.node(version);
    const source = versions.source(version);
    const bits = versions.bits(version);
    const below = versions.below(version);
    const change = this.#changeOf(version);
    if (below !== 0 && typeOfFlags(belows.flags(below)) === EntryKind.file) this.#loseFile(below, change);
    if (source === ABSENT && below === 0) {
      this.#tree.forget(node, hadVersion(bits));
      return false;
    }
    const done =
      source === ABSENT ? removedBits(belows.removal(below)) : presentBits(typeOf(bits), isLinkName(bits), change);
    if (isChange(done)) this.#changed.mark(node, this.#layer);
    versions.set(place, node, source === ABSENT ? belows.removedAt(below) : source, done);
    return true;
  }

  /** The level below has a file that is not there any more, by this name. */
  #loseFile(below: number, change: ChangeCode): void {
    const belows = this.#tree.below;
    const source = belows.source(below);
    if (this.#inodes.hasNames(source)) return;
    const cause = causeOfDeath(belows.firstRemoval(below), change);
    const bytes = hasFacts(belows.flags(below)) ? belows.fact(below) : this.#entries.size(source);
    this.#inodes.bury(source, this.#entries.layerOf(source), bytes, cause);
  }

  /** What the version is, judged against the level below; `removed` where nothing is there. */
  #changeOf(version: number): ChangeCode {
    const versions = this.#versions;
    const bits = versions.bits(version);
    const source = versions.source(version);
    const below = versions.below(version);
    if (source === ABSENT) return ChangeCode.removed;
    if (below === 0) return hadVersion(bits) ? ChangeCode.readded : ChangeCode.added;
    const type = typeOf(bits);
    if (typeOfFlags(this.#tree.below.flags(below)) !== type) return ChangeCode.replaced;
    return this.#judge(below, type, source);
  }

  /** The same as {@link judgeChange}, from facts where they tell. */
  #judge(below: number, type: number, source: Source): ChangeOfOneType {
    const belows = this.#tree.below;
    const before = belows.source(below);
    if (before === source) return unchanged(type);
    const flags = belows.flags(below);
    const newFlags = belows.newFlags(below);
    if (hasFacts(flags) && hasFacts(newFlags)) {
      const isSame = belows.fact(below) === belows.newFact(below);
      const isSameToo = attributesOfFlags(flags) === attributesOfFlags(newFlags);
      if (type === EntryKind.dir) return isSame && isSameToo ? ChangeCode.repeated : ChangeCode.metadata;
      if (!isSame) return ChangeCode.content;
    }
    return judgeChange(this.#entries, type, before, source);
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
