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

/**
 * The inodes of regular files while layers are merged: an inode lives while one of its names does, and dies with the
 * last one and of that cause (rule 23). Only inodes with hard links need a count of names.
 */
export class InodeTable {
  readonly bytes: ByteTally;
  /** By source: 0 while the inode lives, else layer and cause of its death, packed. */
  readonly deaths: Uint32Array;
  readonly #entries: EntryTable;
  /** Names of inodes that have, or had, more than one. */
  readonly #names = new Map<Source, number>();
  readonly #unnamed = new Set<Source>();

  constructor(entries: EntryTable) {
    this.#entries = entries;
    this.deaths = new Uint32Array(entries.end);
    this.bytes = new ByteTally(entries.layers.length);
  }

  /** A file entry that has been applied: an inode with one name. */
  bring(source: Source, layer: number): void {
    this.bytes.bring(layer, this.#entries.size(source));
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
    if (this.#unnamed.delete(source)) this.bring(source, this.#entries.layerOf(source));
    this.#names.set(source, (this.#names.get(source) ?? 1) + 1);
  }

  /** Forgets the names in the link store: those of `sources`, all of one layer. */
  closeLinkStore(sources: Iterable<Source>, layer: number): void {
    for (const source of sources) {
      if (!this.#unnamed.delete(source)) this.loseName(source, layer, Death.supersededInLayer);
    }
  }

  loseName(source: Source, layer: number, cause: Death): void {
    const names = this.#names.get(source) ?? 1;
    if (names > 1) {
      this.#names.set(source, names - 1);
      return;
    }
    const born = this.#entries.layerOf(source);
    const causeInFull = born === layer ? Death.supersededInLayer : cause;
    this.deaths[source] = (layer << CAUSE_BITS) | causeInFull;
    this.bytes.kill(born, layer, causeInFull, this.#entries.size(source));
  }
}
