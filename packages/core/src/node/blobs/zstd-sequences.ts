import { fseTable } from './zstd-fse';

/** Section 3.1.1.3.2.1.1: what each code stands for, and how many bits are added to it. */
export const LITERAL_LENGTH_BASE = Uint32Array.of(
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512],
  ...[1024, 2048, 4096, 8192, 16384, 32768, 65536],
);
export const LITERAL_LENGTH_BITS = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9],
  ...[10, 11, 12, 13, 14, 15, 16],
);
export const MATCH_LENGTH_BASE = Uint32Array.of(
  ...Array.from({ length: 32 }, (_, code) => code + 3),
  ...[35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539],
);
export const MATCH_LENGTH_BITS = Uint8Array.of(
  ...Array.from({ length: 32 }, () => 0),
  ...[1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);

/** Section 3.1.1.3.2.2: the tables that need no description. */
export const DEFAULT_LITERAL_LENGTHS = fseTable(
  [
    ...[4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1],
    ...[-1, -1, -1, -1],
  ],
  6,
);
export const DEFAULT_MATCH_LENGTHS = fseTable(
  [...[1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array.from({ length: 37 }, () => 1)], ...[-1, -1, -1, -1, -1, -1, -1]],
  6,
);
export const DEFAULT_OFFSETS = fseTable(
  [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
  5,
);

/** The greatest codes and states that a table may have. */
export const MOST_LITERAL_LENGTHS = { accuracy: 9, symbol: 35 };
export const MOST_MATCH_LENGTHS = { accuracy: 9, symbol: 52 };
export const MOST_OFFSETS = { accuracy: 8, symbol: 31 };
