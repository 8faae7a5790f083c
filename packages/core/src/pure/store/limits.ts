import type { KeepingLimits, Limits } from './store';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export type AllLimits = Limits & KeepingLimits;

/** A bound that can be raised: `--limit-NAME` on the command line. */
export interface LimitOption {
  readonly name: keyof AllLimits;
  /** Without the dashes: `limit-entries`. */
  readonly flag: string;
  readonly unit: 'bytes' | 'count' | 'times';
  readonly value: number;
}

/** What is bounded, by how much, and the flag that raises it; hints of problems name these flags. */
export const LIMIT_OPTIONS: readonly LimitOption[] = [
  { name: 'unpackedRatio', flag: 'limit-unpacked-ratio', unit: 'times', value: 200 },
  { name: 'entries', flag: 'limit-entries', unit: 'count', value: 5_000_000 },
  { name: 'pathLength', flag: 'limit-path-length', unit: 'bytes', value: 64 * KIB },
  { name: 'paxSize', flag: 'limit-pax-size', unit: 'bytes', value: MIB },
  { name: 'jsonSize', flag: 'limit-json-size', unit: 'bytes', value: 16 * MIB },
  { name: 'jsonDepth', flag: 'limit-json-depth', unit: 'count', value: 512 },
  { name: 'jsonValues', flag: 'limit-json-values', unit: 'count', value: 200_000 },
  { name: 'indexDepth', flag: 'limit-index-depth', unit: 'count', value: 16 },
  { name: 'zstdWindow', flag: 'limit-zstd-window', unit: 'bytes', value: 128 * MIB },
  { name: 'layers', flag: 'limit-layers', unit: 'count', value: 1_000 },
  { name: 'images', flag: 'limit-images', unit: 'count', value: 10_000 },
  { name: 'members', flag: 'limit-members', unit: 'count', value: 1_000_000 },
  { name: 'uploadSize', flag: 'limit-upload-size', unit: 'bytes', value: 64 * GIB },
  { name: 'dataSize', flag: 'limit-data-size', unit: 'bytes', value: 96 * GIB },
  { name: 'openImages', flag: 'limit-open-images', unit: 'count', value: 50_000 },
];

export const DEFAULT_LIMITS: AllLimits = Object.fromEntries(
  LIMIT_OPTIONS.map(({ name, value }) => [name, value]),
) as unknown as AllLimits;

/** Below this, what is unpacked may be any number of times as large (`unpackedRatio`), in bytes. */
export const UNPACKED_RATIO_FLOOR = GIB;

/** Most bytes that `storedBytes` may unpack to (`limit-unpacked-ratio`). */
export function unpackedLimit(storedBytes: number, limits: Pick<Limits, 'unpackedRatio'>): number {
  return Math.max(UNPACKED_RATIO_FLOOR, storedBytes * limits.unpackedRatio);
}
