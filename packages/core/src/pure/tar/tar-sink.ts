import type { TarEntry } from '../model/entry';
import type { Problem } from '../model/problem';
import type { PlainEntry } from './plain-header';

/**
 * Where a {@link TarReader} puts what it reads, in archive order.
 *
 * For each entry: `entry`, then `data` for each piece of its stored bytes (for a sparse file the data regions one
 * after another, without holes and without the map), then `entryEnd`. An entry whose data are cut short gets no
 * `entryEnd`: what was begun is to be dropped.
 */
export interface TarSink {
  entry(entry: TarEntry): void;
  /**
   * Takes a plain entry with its data, which stand in `piece` from `start` on, in place of the other three: what is told
   * is the same, and no object or text is made to tell it. A sink that leaves this out gets all entries the other way;
   * one that has it gets most of the small ones here.
   */
  plainEntry?(entry: PlainEntry, piece: Uint8Array, start: number): void;
  /** A piece of the current entry's data. The memory belongs to the reader: copy what is to be kept. */
  data(bytes: Uint8Array): void;
  entryEnd(): void;
  /** A note (`global-header-ignored`, `entry-type-skipped`) or a limit that made the reader leave out one entry. */
  problem(problem: Problem): void;
}

/** The fault that ended the reading of a tar (rule 13). */
export interface TarFault {
  readonly code: 'tar-corrupt' | 'limit-pax-size';
  /** The first byte that could not be made into an entry: the end, with padding, of the last whole entry. */
  readonly offset: number;
  readonly reason: TarFaultReason;
  /** `limit-pax-size` only: the size of the header, in bytes. */
  readonly size?: number;
}

/** What is wrong with a tar: the closed list that each language has a phrase for. */
export type TarFaultReason =
  | 'bad checksum'
  | 'bad number'
  | 'bad pax record'
  | 'bad pax value'
  | 'bad sparse map'
  | 'data cut off'
  | 'extension header cut off'
  | 'extension header too large'
  | 'header cut off'
  | 'negative size'
  | 'single zero block'
  | 'size too large'
  | 'sparse map cut off'
  | 'sparse map too large';

export interface TarLimits {
  /** Most bytes of a path or link (`limit-path-length`): a longer one leaves its entry out. */
  readonly pathBytes: number;
  /** Most bytes of a pax header or GNU long name (`limit-pax-size`): a longer one ends the reading. */
  readonly paxBytes: number;
}
