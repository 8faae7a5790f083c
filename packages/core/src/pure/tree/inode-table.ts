import { ByteTally } from '../ledger/byte-deaths';
import { DEATH_CAUSES } from '../ledger/ledger';
import type { DeathCause } from './change';
import type { EntryTable, Source } from './entry-table';

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

/** How a name of the level below was lost: to a mark, with a directory above it, or to an entry at the path itself. */
export type Loss = typeof Death.whiteout | typeof Death.opaque | typeof Death.replaced | typeof REWRITTEN;

/** What that makes of the file shows only when the layer is done (rule 16): level is judged against level. */
export const REWRITTEN = -1;

/** A file of an earlier layer whose last name is gone. */
export interface DyingInode {
  readonly source: Source;
  /** The last name that the level below had and the layer took, and how. */
  readonly node: number;
  readonly loss: Loss;
}

/**
 * The inodes of regular files while layers are merged: an inode lives while one of its names does, and dies with the
 * last one and of that cause (rule 23). Only inodes with hard links need a count of names.
 */
export class InodeTable {
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

  /** Files of earlier layers that lost their last name to this one: whoever judges them has to {@link bury} them. */
  get dying(): readonly DyingInode[] {
    return this.#dying;
  }

  /** A file entry of the layer that has been applied: an inode with one name. */
  bring(source: Source): void {
    this.bytes.bring(this.#layer, this.#entries.size(source));
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
    if (this.#unnamed.delete(source)) this.bring(source);
    this.#names.set(source, (this.#names.get(source) ?? 1) + 1);
  }

  /** Forgets the names in the link store: those of `sources`. */
  closeLinkStore(sources: Iterable<Source>): void {
    for (const source of sources) if (!this.#unnamed.delete(source)) this.loseOwnName(source);
  }

  /** A name that the level below has is lost at a node. */
  loseName(source: Source, node: number, loss: Loss): void {
    const names = this.#names.get(source);
    const dying = { source, node, loss };
    if (names === undefined) {
      this.#dying.push(dying);
      return;
    }
    this.#losses.set(source, dying);
    this.#dropName(source, names);
  }

  /** A name that this layer brought is lost within it. */
  loseOwnName(source: Source): void {
    this.#dropName(source, this.#names.get(source) ?? 1);
  }

  bury(source: Source, cause: Death): void {
    const born = this.#entries.layerOf(source);
    if (this.deaths.length === 0) this.deaths = new Uint32Array(this.#entries.end);
    this.deaths[source] = (this.#layer << CAUSE_BITS) | cause;
    this.bytes.kill(born, this.#layer, cause, this.#entries.size(source));
  }

  #dropName(source: Source, names: number): void {
    if (names > 1) {
      this.#names.set(source, names - 1);
      return;
    }
    // Any loss within the layer that brought it (rule 23).
    if (source >= this.#firstSource) {
      this.bury(source, Death.supersededInLayer);
      return;
    }
    const loss = this.#losses.get(source);
    if (loss !== undefined) this.#dying.push(loss);
  }
}
