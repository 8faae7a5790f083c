import { BackwardBits } from './backward-bits';
import { type FseTable, readFseTable } from './zstd-fse';
import { ZstdMalformed } from './zstd-malformed';

const MOST_BITS = 11;

/**
 * A Huffman code as a table over its next bits: `symbol | length << 8`.
 *
 * Source: RFC 8878, section 4.2, "Huffman Coding".
 */
export interface HuffmanTable {
  readonly bits: number;
  readonly entries: Uint16Array;
}

/** Section 4.2.1: reads the description of a code that begins at `bytes[start]`. `end` is where it ends. */
export function readHuffmanTable(
  bytes: Uint8Array,
  start: number,
  limit: number,
): { readonly table: HuffmanTable; readonly end: number } {
  const header = bytes[start] ?? 0;
  const at = start + 1;
  const weightCount = header - 127;
  const end = header < 128 ? at + header : at + ((weightCount + 1) >> 1);
  if (end > limit) throw new ZstdMalformed('a code that is cut');
  const weights = header < 128 ? readPackedWeights(bytes, at, end) : readWeights(bytes, at, weightCount);
  return { table: huffmanTable(weights), end };
}

/** Four bits each, the higher ones first. */
function readWeights(bytes: Uint8Array, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, position) => {
    const byte = bytes[at + (position >> 1)] ?? 0;
    return position % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** Section 4.2.1.2: two states take turns until the bits are used up. */
function readPackedWeights(bytes: Uint8Array, start: number, end: number): number[] {
  const { table, end: at } = readFseTable(bytes, start, end, { accuracy: 6, symbol: 255 });
  const bits = new BackwardBits(bytes, at, end);
  const weights: number[] = [];
  let even = bits.read(table.accuracy);
  let odd = bits.read(table.accuracy);
  if (bits.left < 0) throw new ZstdMalformed('weights that are cut');
  for (;;) {
    weights.push(table.symbol[even] ?? 0);
    if (!canMove(table, even, bits)) return endWeights(weights, table, odd);
    even = (table.base[even] ?? 0) + bits.read(table.bits[even] ?? 0);
    weights.push(table.symbol[odd] ?? 0);
    if (!canMove(table, odd, bits)) return endWeights(weights, table, even);
    odd = (table.base[odd] ?? 0) + bits.read(table.bits[odd] ?? 0);
    if (weights.length > 255) throw new ZstdMalformed('too many weights');
  }
}

function canMove(table: FseTable, state: number, bits: BackwardBits): boolean {
  return (table.bits[state] ?? 0) <= bits.left;
}

/** Where one state cannot move on, the symbol of the other is the last. */
function endWeights(weights: number[], table: FseTable, state: number): number[] {
  weights.push(table.symbol[state] ?? 0);
  return weights;
}

/** Section 4.2.1: the last weight is not written, since it fills the table up. */
function huffmanTable(weights: number[]): HuffmanTable {
  let sum = 0;
  for (const weight of weights) {
    if (weight > MOST_BITS) throw new ZstdMalformed('a code of too many bits');
    sum += weight === 0 ? 0 : 1 << (weight - 1);
  }
  const bits = 32 - Math.clz32(sum);
  const size = 1 << bits;
  const missing = size - sum;
  if (sum === 0 || bits > MOST_BITS || weights.length > 255 || (missing & (missing - 1)) !== 0) {
    throw new ZstdMalformed('weights that do not add up');
  }
  const all = [...weights, 32 - Math.clz32(missing)];
  const entries = new Uint16Array(size);
  let at = 0;
  for (let weight = 1; weight <= bits; weight++) {
    all.forEach((each, symbol) => {
      if (each !== weight) return;
      const end = at + (1 << (weight - 1));
      entries.fill(symbol | ((bits + 1 - weight) << 8), at, end);
      at = end;
    });
  }
  return { bits, entries };
}

/**
 * Unpacks one stream, `bytes[start..end)`, to `into[from..to)`. The memory has to go on past its end.
 *
 * Source: RFC 8878, section 4.2.2.
 */
export function unpackHuffman(
  { bits, entries }: HuffmanTable,
  bytes: Uint8Array,
  start: number,
  end: number,
  into: Uint8Array,
  from: number,
  to: number,
): void {
  const last = end > start ? (bytes[end - 1] ?? 0) : 0;
  if (last === 0) throw new ZstdMalformed('bits without an end');
  const mask = (1 << bits) - 1;
  const stop = start * 8;
  // Where the next code's bits begin if it is of the longest; what stands before the stream never decides a code that is whole.
  let at = end * 8 - (Math.clz32(last) - 24) - 1 - bits;
  for (let position = from; position < to; position++) {
    const byte = at >> 3;
    const word = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
    const entry = entries[(word >> (at & 7)) & mask] ?? 0;
    into[position] = entry;
    at -= entry >> 8;
  }
  if (at + bits !== stop) throw new ZstdMalformed('a stream of another length');
}
