import type { SparseRegion } from '../model/entry';
import { parseDecimal } from './decimal';
import { MalformedTar } from './malformed-tar';

/** A sparse map that is spread over blocks of 512 bytes before the data. */
export interface SparseMapBlocks {
  /** The claimed regions that were read so far. */
  readonly regions: readonly SparseRegion[];
  /**
   * Reads one block; returns whether the map ended in it.
   *
   * @throws MalformedTar where a number is none.
   */
  take(block: Uint8Array, start: number): boolean;
}

/**
 * The data regions as an entry keeps them: in order, empty ones left out, touching ones joined.
 *
 * @param claimed as the map lists them
 * @param size of the logical file, in bytes
 * @throws MalformedTar where regions overlap, go back, or pass the end of the file.
 */
export function joinRegions(claimed: readonly SparseRegion[], size: number): readonly SparseRegion[] {
  const regions: SparseRegion[] = [];
  let last: SparseRegion | undefined;
  let end = 0;
  for (const region of claimed) {
    if (region.offset < end || region.length < 0) throw new MalformedTar('bad sparse map');
    end = region.offset + region.length;
    if (end > size) throw new MalformedTar('bad sparse map');
    if (region.length === 0) continue;
    if (last !== undefined && region.offset === last.offset + last.length) {
      last = { offset: last.offset, length: end - last.offset };
      regions[regions.length - 1] = last;
    } else {
      last = region;
      regions.push(region);
    }
  }
  return regions;
}

/** Bytes of data that the regions take in the tar. */
export function sumRegions(regions: readonly SparseRegion[]): number {
  let sum = 0;
  for (const region of regions) sum += region.length;
  return sum;
}

/**
 * The regions of pax formats 0.0 and 0.1: offsets and lengths in turn, between commas.
 *
 * @throws MalformedTar where they are not twice as many as `count` says.
 */
export function parseRegionList(count: string, list: string): SparseRegion[] {
  const numbers = list === '' ? [] : list.split(',');
  const promised = parseDecimal(count);
  if (promised === null || promised < 0 || numbers.length !== 2 * promised) throw new MalformedTar('bad sparse map');
  const regions: SparseRegion[] = [];
  for (let at = 0; at < numbers.length; at += 2) {
    const offset = parseDecimal(numbers[at] ?? '');
    const length = parseDecimal(numbers[at + 1] ?? '');
    if (offset === null || length === null) throw new MalformedTar('bad sparse map');
    regions.push({ offset, length });
  }
  return regions;
}
