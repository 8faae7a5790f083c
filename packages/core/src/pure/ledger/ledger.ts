import type { DeathCause } from '../tree/change';

/** Dead bytes of one layer that one layer killed in one way (rule 23). */
export interface DeadBytes {
  readonly cause: DeathCause;
  /** The layer that killed them, from 1. */
  readonly by: number;
  readonly bytes: number;
}

export interface LayerLedger {
  readonly layer: number;
  /** Logical bytes of the regular files that the layer brings, one inode once. */
  readonly content: number;
  readonly live: number;
  readonly dead: number;
  /** Sorted by cause in the order of {@link DEATH_CAUSES}, then by layer. */
  readonly deadBy: readonly DeadBytes[];
}

/**
 * Where every byte of content stands at one level: live, or dead of one cause by one layer (rule 23).
 *
 * `content = live + dead` for each layer, and the sum of `live` is the size of the merged file system, to the byte.
 */
export interface Ledger {
  readonly level: number;
  /** Layers 1 to `level`. */
  readonly layers: readonly LayerLedger[];
  readonly content: number;
  readonly live: number;
  readonly dead: number;
  readonly deadBy: Readonly<Partial<Record<DeathCause, number>>>;
}

/** The order in which causes are listed. */
export const DEATH_CAUSES: readonly DeathCause[] = [
  'overwritten',
  'metadata',
  'identical',
  'whiteout',
  'opaque',
  'replaced',
  'superseded-in-layer',
];
