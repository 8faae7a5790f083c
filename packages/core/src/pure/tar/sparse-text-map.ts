import type { SparseRegion } from '../model/entry';
import { MalformedTar } from './malformed-tar';
import type { SparseMapBlocks } from './sparse-map';

const BLOCK = 512;
const NEWLINE = 0x0a;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;

/**
 * The map of pax sparse format 1.0: it stands before the data, in blocks of its own, as decimal numbers that each end
 * in a newline: how many regions, then offset and length of each.
 *
 * Memory follows the bytes that were read, never the number of regions that the map promises.
 *
 * Source: GNU tar manual, "Storing Sparse Files", PAX format, version 1.0.
 */
export class SparseTextMap implements SparseMapBlocks {
  readonly regions: SparseRegion[] = [];
  #isCountRead = false;
  #regionsLeft = 0;
  #offset: number | null = null;
  #value = 0;
  #digits = 0;
  #sign = 0;

  /** What follows the map in its last block is padding. */
  take(block: Uint8Array, start: number): boolean {
    for (let at = start; at < start + BLOCK; at++) {
      const byte = block[at] as number;
      if (byte === NEWLINE) {
        this.#endNumber();
        if (this.#regionsLeft === 0) return true;
      } else {
        this.#addCharacter(byte);
      }
    }
    return false;
  }

  #addCharacter(byte: number): void {
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      this.#value = this.#value * 10 + digit;
      this.#digits++;
    } else if ((byte === PLUS || byte === MINUS) && this.#digits === 0 && this.#sign === 0) {
      this.#sign = byte;
    } else {
      throw new MalformedTar('bad sparse map');
    }
  }

  #endNumber(): void {
    const number = this.#sign === MINUS ? 0 - this.#value : this.#value;
    if (this.#digits === 0 || number < 0) throw new MalformedTar('bad sparse map');
    this.#value = 0;
    this.#digits = 0;
    this.#sign = 0;
    if (!this.#isCountRead) {
      this.#isCountRead = true;
      this.#regionsLeft = number;
    } else if (this.#offset === null) {
      this.#offset = number;
    } else {
      this.regions.push({ offset: this.#offset, length: number });
      this.#offset = null;
      this.#regionsLeft--;
    }
  }
}
