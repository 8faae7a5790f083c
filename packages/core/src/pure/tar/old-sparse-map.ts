import type { SparseRegion } from '../model/entry';
import { readNumber } from './header-number';
import type { SparseMapBlocks } from './sparse-map';

const REGION_LENGTH = 24;
const NUMBER_LENGTH = 12;
/** Where regions stand: four in the header, 21 in each extension block, and behind them whether another follows. */
const HEADER_REGIONS = { start: 386, count: 4 } as const;
const EXTENSION_REGIONS = { start: 0, count: 21 } as const;
const REAL_SIZE = 483;

/**
 * The map of an old GNU sparse file (type `S`): it begins in the header and goes on in extension blocks before the data.
 *
 * Source: GNU tar manual, "Basic Tar Format": `struct oldgnu_header`, `struct sparse_header`.
 */
export class OldSparseMap implements SparseMapBlocks {
  readonly regions: SparseRegion[] = [];
  /** Size of the logical file, in bytes, as claimed. */
  readonly realSize: number;
  /** No extension block follows the header. */
  readonly isWholeInHeader: boolean;

  /** @throws MalformedTar where a number is none. */
  constructor(header: Uint8Array, start: number) {
    this.realSize = readNumber(header, start + REAL_SIZE, NUMBER_LENGTH);
    this.isWholeInHeader = this.#take(header, start, HEADER_REGIONS);
  }

  take(block: Uint8Array, start: number): boolean {
    return this.#take(block, start, EXTENSION_REGIONS);
  }

  #take(block: Uint8Array, start: number, place: { readonly start: number; readonly count: number }): boolean {
    const end = start + place.start + place.count * REGION_LENGTH;
    for (let at = start + place.start; at < end; at += REGION_LENGTH) {
      // A region whose offset begins with NUL ends the list of this block, not the chain of blocks.
      if (block[at] === 0) break;
      this.regions.push({
        offset: readNumber(block, at, NUMBER_LENGTH),
        length: readNumber(block, at + NUMBER_LENGTH, NUMBER_LENGTH),
      });
    }
    return block[end] === 0;
  }
}
