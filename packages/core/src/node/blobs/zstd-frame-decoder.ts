import { BackwardBits } from './backward-bits';
import type { TakeBytes } from './decompressor';
import { type FseTable, fseTableOfOne, readFseTable } from './zstd-fse';
import { type HuffmanTable, readHuffmanTable, unpackHuffman } from './zstd-huffman';
import { ZstdMalformed } from './zstd-malformed';
import {
  DEFAULT_LITERAL_LENGTHS,
  DEFAULT_MATCH_LENGTHS,
  DEFAULT_OFFSETS,
  LITERAL_LENGTH_BASE,
  LITERAL_LENGTH_BITS,
  MATCH_LENGTH_BASE,
  MATCH_LENGTH_BITS,
  MOST_LITERAL_LENGTHS,
  MOST_MATCH_LENGTHS,
  MOST_OFFSETS,
} from './zstd-sequences';

const MOST_OF_A_BLOCK = 128 * 1024;
/** Output that is kept besides the window before what is older is dropped. */
const LEAST_ROOM = 4 * 1024 * 1024;
const FIRST_OUTPUT = 512 * 1024;
/** So far the readers of bits look before and past a block. */
const MARGIN = 8;
/** Below this a loop is quicker than a call. */
const SHORT_MATCH = 24;

/** A block as it stands in a frame; `size` is what it unpacks to for `run`. */
export interface ZstdBlock {
  readonly type: 'raw' | 'run' | 'compressed';
  readonly size: number;
  readonly bytes: Uint8Array;
}

/**
 * Unpacks the blocks of one zstd frame after another.
 *
 * Memory follows the output up to the window, never what the header claims. Each block is given as a piece of its own
 * memory, or none of it if it is malformed.
 *
 * Source: RFC 8878, section 3.1.1.3, "Compressed Blocks".
 */
export class ZstdFrameDecoder {
  readonly #take: TakeBytes;
  readonly #input = new Uint8Array(MARGIN + MOST_OF_A_BLOCK + MARGIN);
  readonly #literals = new Uint8Array(MOST_OF_A_BLOCK);
  #literalCount = 0;
  #window = 0;
  #output = new Uint8Array(FIRST_OUTPUT);
  /** End of the output; what stands before is the window. */
  #at = 0;
  #frameBytes = 0;

  // What blocks hand on to those after them.
  #huffman: HuffmanTable | null = null;
  #literalLengths: FseTable | null = null;
  #matchLengths: FseTable | null = null;
  #offsets: FseTable | null = null;
  #last = 1;
  #second = 4;
  #third = 8;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  /** Bytes that the current frame has unpacked to. */
  get frameBytes(): number {
    return this.#frameBytes;
  }

  startFrame(window: number): void {
    this.#window = window;
    this.#at = 0;
    this.#frameBytes = 0;
    this.#huffman = null;
    this.#literalLengths = null;
    this.#matchLengths = null;
    this.#offsets = null;
    this.#last = 1;
    this.#second = 4;
    this.#third = 8;
  }

  /** False once no more are wanted. @throws ZstdMalformed */
  decode(block: ZstdBlock): boolean {
    this.#makeRoom();
    const start = this.#at;
    switch (block.type) {
      case 'raw':
        this.#output.set(block.bytes, start);
        this.#at += block.size;
        break;
      case 'run':
        this.#output.fill(block.bytes[0] ?? 0, start, start + block.size);
        this.#at += block.size;
        break;
      case 'compressed':
        this.#unpackBlock(block.bytes);
    }
    this.#frameBytes += this.#at - start;
    return this.#at === start || this.#take(this.#output.slice(start, this.#at));
  }

  /** Space for a whole block behind the window. */
  #makeRoom(): void {
    if (this.#at + MOST_OF_A_BLOCK <= this.#output.length) return;
    const most = this.#window + Math.max(this.#window >> 1, LEAST_ROOM) + MOST_OF_A_BLOCK;
    if (this.#output.length < most) {
      const grown = new Uint8Array(Math.min(most, this.#output.length * 2));
      grown.set(this.#output.subarray(0, this.#at));
      this.#output = grown;
      if (this.#at + MOST_OF_A_BLOCK <= grown.length) return;
    }
    const kept = Math.min(this.#window, this.#at);
    this.#output.copyWithin(0, this.#at - kept, this.#at);
    this.#at = kept;
  }

  #unpackBlock(bytes: Uint8Array): void {
    const input = this.#input;
    input.set(bytes, MARGIN);
    const limit = MARGIN + bytes.length;
    input.fill(0, limit, limit + MARGIN);
    const at = this.#readLiterals(MARGIN, limit);
    this.#readSequences(at, limit);
  }

  /** Section 3.1.1.3.1. Returns where the sequences begin. */
  #readLiterals(start: number, limit: number): number {
    const input = this.#input;
    const type = (input[start] ?? 0) & 3;
    const format = ((input[start] ?? 0) >> 2) & 3;
    const number = (length: number) => {
      let value = 0;
      for (let byte = length - 1; byte >= 0; byte--) value = value * 256 + (input[start + byte] ?? 0);
      return value;
    };
    if (type < 2) {
      const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
      const count = Math.floor(number(headerBytes) / (headerBytes === 1 ? 8 : 16));
      return this.#readPlainLiterals(type === 1, count, start + headerBytes, limit);
    }
    const headerBytes = format < 2 ? 3 : format + 2;
    const sizeBits = [10, 10, 14, 18][format] ?? 10;
    const sizes = Math.floor(number(headerBytes) / 16);
    const count = sizes % 2 ** sizeBits;
    const packed = Math.floor(sizes / 2 ** sizeBits);
    const at = start + headerBytes;
    if (count > MOST_OF_A_BLOCK || at + packed > limit) throw new ZstdMalformed('literals that are cut');
    this.#readPackedLiterals(type === 3, format === 0 ? 1 : 4, count, at, at + packed);
    return at + packed;
  }

  #readPlainLiterals(isRun: boolean, count: number, at: number, limit: number): number {
    const end = at + (isRun ? 1 : count);
    if (count > MOST_OF_A_BLOCK || end > limit) throw new ZstdMalformed('literals that are cut');
    if (isRun) this.#literals.fill(this.#input[at] ?? 0, 0, count);
    else this.#literals.set(this.#input.subarray(at, end));
    this.#literalCount = count;
    return end;
  }

  #readPackedLiterals(isCodeKept: boolean, streams: number, count: number, start: number, end: number): void {
    const input = this.#input;
    let at = start;
    if (!isCodeKept) {
      const read = readHuffmanTable(input, at, end);
      this.#huffman = read.table;
      at = read.end;
    }
    const table = this.#huffman;
    if (table === null) throw new ZstdMalformed('a code of an earlier block that is not there');
    this.#literalCount = count;
    if (streams === 1) {
      unpackHuffman(table, input, at, end, this.#literals, 0, count);
      return;
    }
    const ends: number[] = [];
    let streamEnd = at + 6;
    for (let stream = 0; stream < 3; stream++) {
      streamEnd += (input[at + stream * 2] ?? 0) | ((input[at + stream * 2 + 1] ?? 0) << 8);
      ends.push(streamEnd);
    }
    if (at + 6 > end || streamEnd > end) throw new ZstdMalformed('streams that are cut');
    ends.push(end);
    const part = (count + 3) >> 2;
    if (part * 3 > count) throw new ZstdMalformed('too few literals for four streams');
    let streamStart = at + 6;
    ends.forEach((stop, stream) => {
      unpackHuffman(
        table,
        input,
        streamStart,
        stop,
        this.#literals,
        part * stream,
        Math.min(count, part * (stream + 1)),
      );
      streamStart = stop;
    });
  }

  /** Section 3.1.1.3.2. */
  #readSequences(start: number, limit: number): void {
    const input = this.#input;
    const first = input[start] ?? 0;
    if (start >= limit) throw new ZstdMalformed('no sequences');
    if (first === 0) {
      if (start + 1 !== limit) throw new ZstdMalformed('bytes after the end');
      this.#copyLiterals(0, this.#literalCount);
      return;
    }
    const second = input[start + 1] ?? 0;
    const third = input[start + 2] ?? 0;
    const countBytes = first < 128 ? 1 : first < 255 ? 2 : 3;
    const count = first < 128 ? first : first < 255 ? ((first - 128) << 8) + second : second + (third << 8) + 0x7f00;
    let at = start + countBytes;
    const modes = input[at++] ?? 0;
    if ((modes & 3) !== 0) throw new ZstdMalformed('a reserved mode');
    const table = (mode: number, kept: FseTable | null, byDefault: FseTable, most: typeof MOST_OFFSETS): FseTable => {
      switch (mode) {
        case 0:
          return byDefault;
        case 1:
          if ((input[at] ?? 0) > most.symbol || at >= limit) throw new ZstdMalformed('a code that there is not');
          return fseTableOfOne(input[at++] ?? 0);
        case 2: {
          const read = readFseTable(input, at, limit, most);
          at = read.end;
          return read.table;
        }
        default:
          if (kept === null) throw new ZstdMalformed('a table of an earlier block that is not there');
          return kept;
      }
    };
    this.#literalLengths = table(modes >> 6, this.#literalLengths, DEFAULT_LITERAL_LENGTHS, MOST_LITERAL_LENGTHS);
    this.#offsets = table((modes >> 4) & 3, this.#offsets, DEFAULT_OFFSETS, MOST_OFFSETS);
    this.#matchLengths = table((modes >> 2) & 3, this.#matchLengths, DEFAULT_MATCH_LENGTHS, MOST_MATCH_LENGTHS);
    this.#runSequences(
      count,
      new BackwardBits(input, at, limit),
      this.#literalLengths,
      this.#offsets,
      this.#matchLengths,
    );
  }

  #runSequences(count: number, bits: BackwardBits, literals: FseTable, offsets: FseTable, matches: FseTable): void {
    const blockStart = this.#at;
    let literal = 0;
    let literalState = bits.read(literals.accuracy);
    let offsetState = bits.read(offsets.accuracy);
    let matchState = bits.read(matches.accuracy);
    for (let sequence = 1; ; sequence++) {
      const offsetCode = offsets.symbol[offsetState] ?? 0;
      const matchCode = matches.symbol[matchState] ?? 0;
      const literalCode = literals.symbol[literalState] ?? 0;
      // Read in two parts, since a code of an offset can have more bits than fit a word with what stands before.
      const offsetValue =
        offsetCode <= 24 ? (1 << offsetCode) + bits.read(offsetCode) : readLongOffset(bits, offsetCode);
      const matchLength = (MATCH_LENGTH_BASE[matchCode] ?? 0) + bits.read(MATCH_LENGTH_BITS[matchCode] ?? 0);
      const literalLength = (LITERAL_LENGTH_BASE[literalCode] ?? 0) + bits.read(LITERAL_LENGTH_BITS[literalCode] ?? 0);
      const offset = this.#offsetOf(offsetValue, literalLength);
      if (literal + literalLength > this.#literalCount) throw new ZstdMalformed('more literals than there are');
      if (this.#at - blockStart + literalLength + matchLength > MOST_OF_A_BLOCK) {
        throw new ZstdMalformed('a block that is too large');
      }
      this.#copyLiterals(literal, literal + literalLength);
      literal += literalLength;
      this.#copyMatch(offset, matchLength);
      if (sequence === count) break;
      literalState = (literals.base[literalState] ?? 0) + bits.read(literals.bits[literalState] ?? 0);
      matchState = (matches.base[matchState] ?? 0) + bits.read(matches.bits[matchState] ?? 0);
      offsetState = (offsets.base[offsetState] ?? 0) + bits.read(offsets.bits[offsetState] ?? 0);
      if (bits.left < 0) throw new ZstdMalformed('sequences that are cut');
    }
    if (bits.left !== 0) throw new ZstdMalformed('bits after the last sequence');
    if (this.#at - blockStart + this.#literalCount - literal > MOST_OF_A_BLOCK) {
      throw new ZstdMalformed('a block that is too large');
    }
    this.#copyLiterals(literal, this.#literalCount);
  }

  /** Section 3.1.1.5: values up to three mean one of the last three offsets. */
  #offsetOf(value: number, literalLength: number): number {
    let offset: number;
    if (value > 3) {
      offset = value - 3;
      this.#third = this.#second;
    } else {
      const choice = literalLength === 0 ? value : value - 1;
      if (choice === 0) return this.#last;
      offset = choice === 1 ? this.#second : choice === 2 ? this.#third : this.#last - 1;
      if (choice > 1) this.#third = this.#second;
    }
    this.#second = this.#last;
    this.#last = offset;
    return offset;
  }

  #copyLiterals(from: number, to: number): void {
    const literals = this.#literals;
    const output = this.#output;
    let at = this.#at;
    if (to - from > SHORT_MATCH) {
      output.set(literals.subarray(from, to), at);
      at += to - from;
    } else {
      for (let literal = from; literal < to; literal++) output[at++] = literals[literal] ?? 0;
    }
    this.#at = at;
  }

  #copyMatch(offset: number, length: number): void {
    const at = this.#at;
    if (offset < 1 || offset > at || offset > this.#window) throw new ZstdMalformed('a match from too far back');
    const output = this.#output;
    const end = at + length;
    if (length > SHORT_MATCH && offset >= length) {
      output.copyWithin(at, at - offset, end - offset);
    } else {
      // Byte by byte, since a match may go on into what it writes.
      for (let to = at; to < end; to++) output[to] = output[to - offset] ?? 0;
    }
    this.#at = end;
  }
}

function readLongOffset(bits: BackwardBits, code: number): number {
  const high = bits.read(code - 16);
  return 2 ** code + high * 65536 + bits.read(16);
}
