import { join } from '../tar/write-tar';
import { backwardStream, forwardStream } from './zstd-bits';

/** How the literals of a block are written. */
export type LiteralForm = 'raw' | 'huffman';

const RAW = 0;
const RUN = 1;
const HUFFMAN = 2;
/** Direct weights reach so far. */
const MOST_SYMBOL = 128;

/**
 * The section of a compressed block that holds its literals; Huffman where they are plain text and several kinds.
 *
 * Source: RFC 8878, section 3.1.1.3.1, "Literals_Section".
 */
export function literalsSection(literals: Uint8Array, form: LiteralForm): Uint8Array {
  const symbols = [...new Set(literals)].sort((one, other) => one - other);
  if (symbols.length === 1) return join([plainHeader(RUN, literals.length), literals.subarray(0, 1)]);
  const isText = symbols.length > 1 && symbols.every((symbol) => symbol <= MOST_SYMBOL);
  if (form === 'raw' || !isText) return join([plainHeader(RAW, literals.length), literals]);
  const code = balancedCode(symbols);
  const streams = literals.length <= 1000 ? [literals] : quarters(literals);
  const packed = streams.map((stream) =>
    backwardStream(Array.from(stream, (symbol) => code.bits.get(symbol) ?? [0, 0])),
  );
  const jumps =
    packed.length === 1 ? [] : packed.slice(0, 3).map(({ length }) => Uint8Array.of(length & 255, length >> 8));
  const body = join([code.description, ...jumps, ...packed]);
  return join([packedHeader(literals.length, body.length, streams.length), body]);
}

function plainHeader(type: number, size: number): Uint8Array {
  return forwardStream([
    [type, 2],
    [3, 2],
    [size, 20],
  ]);
}

function packedHeader(size: number, packedSize: number, streams: number): Uint8Array {
  const format = streams === 1 ? 0 : Math.max(size, packedSize) < 1 << 14 ? 2 : 3;
  const width = [10, 10, 14, 18][format] ?? 0;
  return forwardStream([
    [HUFFMAN, 2],
    [format, 2],
    [size, width],
    [packedSize, width],
  ]);
}

function quarters(literals: Uint8Array): readonly Uint8Array[] {
  const length = Math.ceil(literals.length / 4);
  return [0, 1, 2, 3].map((at) => literals.subarray(at * length, (at + 1) * length));
}

/**
 * A code in which all symbols have as many bits, or one less. Its weights are written as they are.
 *
 * Source: RFC 8878, section 4.2.1, "Huffman Tree Description".
 */
function balancedCode(symbols: readonly number[]) {
  const longest = Math.ceil(Math.log2(symbols.length));
  const shortCount = 2 ** longest - symbols.length;
  const weightOf = (symbol: number) => (symbols.indexOf(symbol) < 0 ? 0 : symbols.indexOf(symbol) < shortCount ? 2 : 1);
  const byWeight = [...symbols].sort((one, other) => weightOf(one) - weightOf(other) || one - other);
  let at = 0;
  const bits = new Map(
    byWeight.map((symbol) => {
      const weight = weightOf(symbol);
      const value = at >> (weight - 1);
      at += 1 << (weight - 1);
      return [symbol, [value, longest + 1 - weight] as const];
    }),
  );
  // The last symbol's weight is what is left.
  const count = symbols.at(-1) ?? 0;
  const nibbles = Array.from({ length: count + (count % 2) }, (_, symbol) => (symbol < count ? weightOf(symbol) : 0));
  const bytes = Array.from({ length: nibbles.length / 2 }, (_, pair) => {
    return ((nibbles[2 * pair] ?? 0) << 4) | (nibbles[2 * pair + 1] ?? 0);
  });
  return { bits, description: Uint8Array.of(127 + count, ...bytes) };
}
