import { ByteTally } from '../ledger/byte-deaths';
import { DEATH_CAUSES } from '../ledger/ledger';
import type { DeathCause } from './change';
import type { EntryTable, Source } from './entry-table';
import type { RemovalCode } from './version-bits';
import type { LostNames } from './working-tree';

/** Positions in {@link DEATH_CAUSES}, as columns hold them. */
export const Death = {
  overwritten: 0,
  metadata: 1,
  identical: 2,
  whiteout: 3,
  opaque: 4,
  replaced: 5,
  supersededInLayer: 6,
} as const satisfies Record<string, number>;
export type Death = (typeof Death)[keyof typeof Death];

const CAUSE_BITS = 3;
const CAUSE_MASK = (1 << CAUSE_BITS) - 1;

/** When and how an inode died. */
export interface InodeDeath {
  readonly layer: number;
  readonly cause: DeathCause;
}

/** Reads a packed death; null where the inode lives. */
export function unpackDeath(packed: number): InodeDeath | null {
  if (packed === 0) return null;
  return { layer: packed >>> CAUSE_BITS, cause: DEATH_CAUSES[packed & CAUSE_MASK] ?? 'superseded-in-layer' };
}

/** A file with several names of an earlier layer whose last name is gone. */
export interface DyingInode {
  readonly source: Source;
  /** The last name that the level below had and the layer took. */
  readonly node: number;
  /** What took it; null where an entry was put in its place. */
  readonly removal: RemovalCode | null;
}

export const DEATH_BY_REMOVAL = [Death.whiteout, Death.opaque, Death.replaced] as const satisfies Record<
  RemovalCode,
  Death
>;

/**
 * The inodes of regular files while layers are merged: an inode lives while one of its names does, and dies with the
 * last one and of that cause (rule 23). Only inodes with hard links need a count of names; all others die where their
 * name is lost, and whoever commits the layer sees that.
 */
export class InodeTable implements LostNames {
  readonly bytes: ByteTally;
  /** By source: 0 while the inode lives, else layer and cause of its death, packed. Empty where none has died. */
  deaths = new Uint32Array();
  readonly #entries: EntryTable;
  /** Names of inodes that have, or had, more than one. */
  readonly #names = new Map<Source, number>();
  readonly #unnamed = new Set<Source>();
  // Of the layer that is being applied.
  #layer = 0;
  #firstSource: Source = 0;
  #dying: DyingInode[] = [];
  /** The newest loss of each inode with several names. */
  #losses = new Map<Source, DyingInode>();

  constructor(entries: EntryTable) {
    this.#entries = entries;
    this.bytes = new ByteTally(entries.layers.length);
  }

  beginLayer(layer: number): void {
    this.#layer = layer;
    this.#firstSource = this.#entries.start(layer);
    this.#dying = [];
    this.#losses = new Map();
  }

  endLayer(): void {
    this.bytes.endLayer(this.#layer);
  }

  /** Files with several names, of earlier layers, that lost the last to this one: whoever judges them has to {@link bury} them. */
  get dying(): readonly DyingInode[] {
    return this.#dying;
  }

  /** Whether the inode has, or had, several names: then it does not die with any of them. */
  hasNames(source: Source): boolean {
    return this.#names.size > 0 && this.#names.has(source);
  }

  /** A file of the layer that has been applied: an inode with one name. */
  bring(bytes: number): void {
    this.bytes.bring(this.#layer, bytes);
  }

  /**
   * A file of AUFS's link store (rule 7): content only once it is linked, and there to be linked to until
   * {@link closeLinkStore}, whatever becomes of its links.
   */
  bringUnnamed(source: Source): void {
    this.#names.set(source, 1);
    this.#unnamed.add(source);
  }

  addName(source: Source): void {
    if (this.#unnamed.delete(source)) this.bring(this.#entries.size(source));
    this.#names.set(source, (this.#names.get(source) ?? 1) + 1);
  }

  /** Forgets the names in the link store: those of `sources`. */
  closeLinkStore(sources: Iterable<Source>): void {
    for (const source of sources) if (!this.#unnamed.delete(source)) this.lostOwn(source);
  }

  lostBelow(source: Source, node: number, removal: RemovalCode | null): void {
    if (!this.hasNames(source)) return;
    this.#losses.set(source, { source, node, removal });
    this.#dropName(source);
  }

  lostOwn(source: Source): void {
    this.#dropName(source);
  }

  /** `born`: the layer that brought it. */
  bury(source: Source, born: number, bytes: number, cause: Death): void {
    if (this.deaths.length === 0) this.deaths = new Uint32Array(this.#entries.end);
    this.deaths[source] = (this.#layer << CAUSE_BITS) | cause;
    this.bytes.kill(born, cause, bytes);
  }

  #dropName(source: Source): void {
    const names = this.#names.get(source) ?? 1;
    if (names > 1) {
      this.#names.set(source, names - 1);
      return;
    }
    // Any loss within the layer that brought it (rule 23).
    if (source >= this.#firstSource) {
      this.bury(source, this.#layer, this.#entries.size(source), Death.supersededInLayer);
      return;
    }
    const loss = this.#losses.get(source);
    if (loss !== undefined) this.#dying.push(loss);
  }
}
