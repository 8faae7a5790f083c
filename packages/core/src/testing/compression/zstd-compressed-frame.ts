import { join } from '../tar/write-tar';
import { type Bits, backwardStream } from './zstd-bits';
import { describeDistribution, type FseDistribution, fseReads } from './zstd-fse-code';
import { type LiteralForm, literalsSection } from './zstd-literals';
import { matchFinder, type ZstdMatch } from './zstd-matches';

/** How sequences are coded: by the tables of the format, by the same tables described, or by what was described before. */
export type TableForm = 'predefined' | 'described' | 'repeated';

export interface ZstdFrameOptions {
  readonly literals?: LiteralForm;
  /** `repeated` describes in the first block that has sequences. */
  readonly tables?: TableForm;
  /** Of content; at most 128 KiB. */
  readonly blockBytes?: number;
}

const WINDOW = 128 * 1024;
const LEAST_MATCH = 3;

/** Section 3.1.1.3.2.1.1: what a code stands for, and how many bits more. */
const LITERAL_LENGTHS = codes(0, [
  ...new Array<number>(16).fill(0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);
const MATCH_LENGTHS = codes(LEAST_MATCH, [
  ...new Array<number>(32).fill(0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);

/** Section 3.1.1.3.2.2. */
const LITERAL_LENGTH_CODES: FseDistribution = {
  accuracy: 6,
  parts: [
    4,
    3,
    ...new Array<number>(11).fill(2),
    1,
    1,
    1,
    ...new Array<number>(9).fill(2),
    3,
    2,
    1,
    1,
    1,
    1,
    1,
    -1,
    -1,
    -1,
    -1,
  ],
};
const OFFSET_CODES: FseDistribution = {
  accuracy: 5,
  parts: [1, 1, 1, 1, 1, 1, 2, 2, 2, ...new Array<number>(15).fill(1), -1, -1, -1, -1, -1],
};
const MATCH_LENGTH_CODES: FseDistribution = {
  accuracy: 6,
  parts: [1, 4, 3, 2, 2, 2, 2, 2, 2, ...new Array<number>(37).fill(1), -1, -1, -1, -1, -1, -1, -1],
};

const DESCRIBED = [LITERAL_LENGTH_CODES, OFFSET_CODES, MATCH_LENGTH_CODES].map(describeDistribution);

/**
 * A zstd frame of blocks that are really compressed: repetitions as sequences, the rest as literals. It makes no small
 * frames, but ones that take a decoder through all its parts.
 *
 * Source: RFC 8878, section 3.1.1, "Zstandard Frames".
 */
export function zstdCompressedFrame(bytes: Uint8Array, options: ZstdFrameOptions = {}): Uint8Array {
  const { literals = 'huffman', tables = 'predefined', blockBytes = WINDOW } = options;
  const parts: Uint8Array[] = [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3)];
  const findMatches = matchFinder(bytes, WINDOW);
  let hasDescribed = false;
  let at = 0;
  do {
    const end = Math.min(bytes.length, at + blockBytes);
    const found = findMatches(at, end);
    const form = tables === 'repeated' && !hasDescribed ? 'described' : tables;
    const body = join([literalsSection(found.literals, literals), sequencesSection(found.matches, form)]);
    const isSmaller = body.length < end - at;
    hasDescribed ||= isSmaller && found.matches.length > 0;
    parts.push(blockHeader(isSmaller ? 2 : 0, isSmaller ? body.length : end - at, end === bytes.length));
    parts.push(isSmaller ? body : bytes.subarray(at, end));
    at = end;
  } while (at < bytes.length);
  return join(parts);
}

function blockHeader(type: number, size: number, isLast: boolean): Uint8Array {
  const bits = (size << 3) | (type << 1) | (isLast ? 1 : 0);
  return Uint8Array.of(bits & 255, (bits >> 8) & 255, bits >> 16);
}

/** Section 3.1.1.3.2, "Sequences_Section". */
function sequencesSection(matches: readonly ZstdMatch[], form: TableForm): Uint8Array {
  const count = matches.length;
  if (count === 0) return Uint8Array.of(0);
  const head =
    count < 128
      ? [count]
      : count < 0x7f00
        ? [(count >> 8) + 128, count & 255]
        : [255, (count - 0x7f00) & 255, (count - 0x7f00) >> 8];
  const mode = { predefined: 0, described: 2, repeated: 3 }[form];
  return join([
    Uint8Array.of(...head, (mode << 6) | (mode << 4) | (mode << 2)),
    ...(form === 'described' ? DESCRIBED : []),
    sequenceBits(matches),
  ]);
}

function sequenceBits(matches: readonly ZstdMatch[]): Uint8Array {
  const literalLengths = matches.map(({ literals }) => codeOf(literals, LITERAL_LENGTHS));
  const matchLengths = matches.map(({ length }) => codeOf(length, MATCH_LENGTHS));
  // The first three values repeat an offset from before.
  const offsets = matches.map(({ offset }) => {
    const code = Math.floor(Math.log2(offset + 3));
    return { code, extra: [offset + 3 - 2 ** code, code] as const };
  });
  const ofLiterals = fseReads(
    literalLengths.map(({ code }) => code),
    LITERAL_LENGTH_CODES,
  );
  const ofOffsets = fseReads(
    offsets.map(({ code }) => code),
    OFFSET_CODES,
  );
  const ofMatches = fseReads(
    matchLengths.map(({ code }) => code),
    MATCH_LENGTH_CODES,
  );
  const reads: Bits[] = [ofLiterals.first, ofOffsets.first, ofMatches.first];
  const none: Bits = [0, 0];
  for (let at = 0; at < matches.length; at++) {
    reads.push(offsets[at]?.extra ?? none, matchLengths[at]?.extra ?? none, literalLengths[at]?.extra ?? none);
    reads.push(ofLiterals.moves[at] ?? none, ofMatches.moves[at] ?? none, ofOffsets.moves[at] ?? none);
  }
  return backwardStream(reads);
}

interface LengthCode {
  readonly base: number;
  readonly bits: number;
}

/** Each code begins where the one before ends. */
function codes(first: number, bits: readonly number[]): readonly LengthCode[] {
  let base = first;
  return bits.map((count) => {
    const code = { base, bits: count };
    base += 2 ** count;
    return code;
  });
}

function codeOf(value: number, table: readonly LengthCode[]): { readonly code: number; readonly extra: Bits } {
  const code = table.findLastIndex(({ base }) => base <= value);
  const { base, bits } = table[code] ?? { base: 0, bits: 0 };
  return { code, extra: [value - base, bits] };
}
