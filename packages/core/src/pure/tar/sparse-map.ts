import type { SparseRegion } from '../model/entry';
import { parseDecimal } from './decimal';
import { readNumber } from './header-number';
import { MalformedTar } from './malformed-tar';

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

const OLD_REGION_LENGTH = 24;
const OLD_NUMBER_LENGTH = 12;

/** Where an old GNU map stands within a block: in the header itself, and in each extension block. */
const OLD_HEADER_MAP = { start: 386, regions: 4, realSize: 483 } as const;
const OLD_EXTENSION_MAP = { start: 0, regions: 21 } as const;

/** The logical size that an old GNU sparse header (type `S`) gives. */
export function readOldRealSize(bytes: Uint8Array, start: number): number {
  return readNumber(bytes, start + OLD_HEADER_MAP.realSize, OLD_NUMBER_LENGTH);
}

/**
 * Adds the regions of an old GNU header or extension block to `regions`; returns whether an extension block follows.
 *
 * Source: GNU tar manual, "Old GNU Format": `struct sparse_header`.
 */
export function readOldRegions(
  bytes: Uint8Array,
  start: number,
  place: 'header' | 'extension',
  regions: SparseRegion[],
): boolean {
  const map = place === 'header' ? OLD_HEADER_MAP : OLD_EXTENSION_MAP;
  const end = start + map.start + map.regions * OLD_REGION_LENGTH;
  for (let at = start + map.start; at < end; at += OLD_REGION_LENGTH) {
    // A region whose offset begins with NUL ends the list of this block, not the chain of blocks.
    if (bytes[at] === 0) break;
    regions.push({
      offset: readNumber(bytes, at, OLD_NUMBER_LENGTH),
      length: readNumber(bytes, at + OLD_NUMBER_LENGTH, OLD_NUMBER_LENGTH),
    });
  }
  return bytes[end] !== 0;
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
