import { crc32 } from 'node:zlib';
import type { TakeBytes } from './decompressor';
import {
  DISTANCE_BASE,
  DISTANCE_BITS,
  FIXED_DISTANCES,
  FIXED_LITERALS,
  LENGTH_BASE,
  LENGTH_BITS,
  LENGTH_ORDER,
  type PrefixCode,
  prefixCode,
} from './deflate-codes';

const WINDOW_BYTES = 32 * 1024;
const OUTPUT_BYTES = 256 * 1024;
const LONGEST_MATCH = 258;
const END_OF_BLOCK = 256;
const EMPTY = new Uint8Array();

const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED_FLAGS = 0xe0;

/** What comes next. Each is read as a whole or not at all, but for those that pass bytes through. */
type State =
  | 'header'
  | 'extra'
  | 'extra-bytes'
  | 'name'
  | 'comment'
  | 'header-crc'
  | 'block'
  | 'stored'
  | 'codes'
  | 'trailer'
  | 'between';

/** More bytes are needed to read what was begun. */
const OUT_OF_INPUT = Symbol('out of input');
const FAULT = Symbol('fault');

/**
 * Unpacks gzip code by code, so that all which stands before a fault comes out, and tells where the fault is.
 *
 * About four times as slow as zlib, which drops what it unpacked in the call that fails; so it is used only after zlib has
 * failed. It refuses what zlib refuses, at the same place.
 *
 * Source: RFC 1951, RFC 1952.
 */
export class CarefulGunzip {
  readonly #take: TakeBytes;
  #state: State = 'header';
  #input: Uint8Array = EMPTY;
  /** Position in `#input` of the next byte that is not among the bits. */
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  /** Compressed bytes before `#input`. */
  #before = 0;

  // Where reading goes on if the input ends within what is being read.
  #markedAt = 0;
  #markedBits = 0;
  #markedBitCount = 0;

  #flags = 0;
  #left = 0;
  #isLastBlock = false;
  #literals: PrefixCode = noCode;
  #distances: PrefixCode = noCode;

  readonly #output = new Uint8Array(WINDOW_BYTES + OUTPUT_BYTES + LONGEST_MATCH);
  #outputAt = 0;
  /** Output before this was given already; kept as the window. */
  #givenTo = 0;
  #memberBytes = 0;
  #crc = 0;
  #isStopped = false;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  /** Reads the next bytes; returns the compressed byte at which the stream is wrong, or null. */
  write(piece: Uint8Array): number | null {
    // Whole bytes among the bits go back to the input that they came from: `#alignToByte` may yet give them back.
    this.#at -= this.#bitCount >> 3;
    this.#bitCount &= 7;
    this.#bits &= (1 << this.#bitCount) - 1;
    const rest = this.#input.subarray(this.#at);
    this.#before += this.#at;
    this.#at = 0;
    this.#input = rest.length === 0 ? piece : new Uint8Array(Buffer.concat([rest, piece]));
    return this.#run() ? null : Math.max(0, this.#before + this.#at - 1 - (this.#bitCount >> 3));
  }

  #run(): boolean {
    try {
      while (!this.#isStopped) {
        this.#mark();
        if (!this.#step()) return true;
      }
      return true;
    } catch (error) {
      if (error === FAULT) return false;
      if (error !== OUT_OF_INPUT) throw error;
      this.#at = this.#markedAt;
      this.#bits = this.#markedBits;
      this.#bitCount = this.#markedBitCount;
      return true;
    } finally {
      this.#give();
    }
  }

  #mark(): void {
    this.#markedAt = this.#at;
    this.#markedBits = this.#bits;
    this.#markedBitCount = this.#bitCount;
  }

  /** False where nothing can be read before more bytes come. */
  #step(): boolean {
    switch (this.#state) {
      case 'header':
        this.#readHeader();
        return true;
      case 'extra':
        this.#left = (this.#flags & HAS_EXTRA) !== 0 ? this.#take16() : 0;
        this.#state = 'extra-bytes';
        return true;
      case 'extra-bytes':
        return this.#skipExtra();
      case 'name':
        return this.#skipText(HAS_NAME, 'comment');
      case 'comment':
        return this.#skipText(HAS_COMMENT, 'header-crc');
      case 'header-crc':
        if ((this.#flags & HAS_HEADER_CRC) !== 0) this.#take16();
        this.#state = 'block';
        return true;
      case 'block':
        this.#readBlockHeader();
        return true;
      case 'stored':
        return this.#copyStored();
      case 'codes':
        this.#readCodes();
        return true;
      case 'trailer':
        this.#readTrailer();
        return true;
      case 'between':
        return this.#readBetween();
    }
  }

  #readHeader(): void {
    for (const expected of [0x1f, 0x8b, 8]) if (this.#number(8) !== expected) throw FAULT;
    const flags = this.#number(8);
    if ((flags & RESERVED_FLAGS) !== 0) throw FAULT;
    for (let byte = 4; byte < 10; byte++) this.#number(8);
    this.#flags = flags;
    this.#state = 'extra';
  }

  #skipExtra(): boolean {
    const skipped = Math.min(this.#left, this.#input.length - this.#at);
    this.#at += skipped;
    this.#left -= skipped;
    if (this.#left > 0) return false;
    this.#state = 'name';
    return true;
  }

  #skipText(flag: number, next: State): boolean {
    if ((this.#flags & flag) !== 0) {
      const end = this.#input.indexOf(0, this.#at);
      this.#at = end < 0 ? this.#input.length : end + 1;
      if (end < 0) return false;
    }
    this.#state = next;
    return true;
  }

  #readBlockHeader(): void {
    const isLast = this.#number(1) === 1;
    switch (this.#number(2)) {
      case 0:
        this.#readStoredHeader();
        break;
      case 1:
        this.#literals = FIXED_LITERALS ?? noCode;
        this.#distances = FIXED_DISTANCES ?? noCode;
        this.#state = 'codes';
        break;
      case 2:
        this.#readDynamicCodes();
        this.#state = 'codes';
        break;
      default:
        throw FAULT;
    }
    this.#isLastBlock = isLast;
  }

  #readStoredHeader(): void {
    this.#alignToByte();
    const length = this.#take16();
    if (this.#take16() !== (length ^ 0xffff)) throw FAULT;
    this.#left = length;
    this.#state = 'stored';
  }

  #copyStored(): boolean {
    // The header ended at a byte and took whole bytes, so no bits are held back.
    while (this.#left > 0 && this.#at < this.#input.length) {
      this.#makeRoom();
      const room = WINDOW_BYTES + OUTPUT_BYTES - this.#outputAt;
      const length = Math.min(this.#left, this.#input.length - this.#at, room);
      this.#output.set(this.#input.subarray(this.#at, this.#at + length), this.#outputAt);
      this.#outputAt += length;
      this.#at += length;
      this.#left -= length;
    }
    if (this.#left > 0) return false;
    this.#endBlock();
    return true;
  }

  #readDynamicCodes(): void {
    const literalCount = this.#number(5) + 257;
    const distanceCount = this.#number(5) + 1;
    const orderCount = this.#number(4) + 4;
    if (literalCount > 286 || distanceCount > 30) throw FAULT;
    const lengthLengths = new Uint8Array(19);
    for (const symbol of LENGTH_ORDER.slice(0, orderCount)) lengthLengths[symbol] = this.#number(3);
    const lengthCode = prefixCode(lengthLengths, false);
    if (lengthCode === null) throw FAULT;
    const lengths = this.#readLengths(lengthCode, literalCount + distanceCount);
    const literals = prefixCode(lengths.subarray(0, literalCount), true);
    const distances = prefixCode(lengths.subarray(literalCount), true);
    if (literals === null || distances === null || lengths[END_OF_BLOCK] === 0) throw FAULT;
    this.#literals = literals;
    this.#distances = distances;
  }

  #readLengths(code: PrefixCode, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      if (symbol === 16 && at === 0) throw FAULT;
      const repeated = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const times = symbol === 16 ? 3 + this.#number(2) : symbol === 17 ? 3 + this.#number(3) : 11 + this.#number(7);
      if (at + times > count) throw FAULT;
      lengths.fill(repeated, at, at + times);
      at += times;
    }
    return lengths;
  }

  /** Reads codes to the end of the block; what was read whole stays read when the input ends within one. */
  #readCodes(): void {
    for (;;) {
      this.#makeRoom();
      this.#mark();
      const symbol = this.#symbol(this.#literals);
      if (symbol === END_OF_BLOCK) {
        this.#endBlock();
        return;
      }
      if (symbol < END_OF_BLOCK) this.#output[this.#outputAt++] = symbol;
      else this.#readMatch(symbol - END_OF_BLOCK - 1);
      if (this.#isStopped) return;
    }
  }

  #readMatch(lengthSymbol: number): void {
    if (lengthSymbol >= LENGTH_BASE.length) throw FAULT;
    const length = (LENGTH_BASE[lengthSymbol] ?? 0) + this.#number(LENGTH_BITS[lengthSymbol] ?? 0);
    const distanceSymbol = this.#symbol(this.#distances);
    if (distanceSymbol >= DISTANCE_BASE.length) throw FAULT;
    const distance = (DISTANCE_BASE[distanceSymbol] ?? 0) + this.#number(DISTANCE_BITS[distanceSymbol] ?? 0);
    if (distance > this.#memberBytes + this.#outputAt - this.#givenTo) throw FAULT;
    const output = this.#output;
    for (let end = this.#outputAt + length; this.#outputAt < end; this.#outputAt++) {
      output[this.#outputAt] = output[this.#outputAt - distance] ?? 0;
    }
  }

  #endBlock(): void {
    this.#state = this.#isLastBlock ? 'trailer' : 'block';
  }

  #readTrailer(): void {
    this.#give();
    this.#alignToByte();
    const crc = this.#take16() + this.#take16() * 0x10000;
    const length = this.#take16() + this.#take16() * 0x10000;
    if (crc !== this.#crc || length !== this.#memberBytes % 0x1_0000_0000) throw FAULT;
    this.#memberBytes = 0;
    this.#crc = 0;
    this.#state = 'between';
  }

  /** Another member, or padding, which is not looked at here. */
  #readBetween(): boolean {
    if (this.#at === this.#input.length || this.#input[this.#at] === 0) {
      if (this.#at < this.#input.length) this.#isStopped = true;
      return false;
    }
    this.#state = 'header';
    return true;
  }

  #symbol({ table, bits }: PrefixCode): number {
    while (this.#bitCount < bits && this.#at < this.#input.length) this.#pull();
    const entry = table[this.#bits & ((1 << bits) - 1)] ?? 0;
    const length = entry & 15;
    // Bits that have not come yet stand as zeros: neither a code nor its absence can be told from them.
    if (length > this.#bitCount || (entry === 0 && this.#bitCount < bits)) throw OUT_OF_INPUT;
    if (entry === 0) throw FAULT;
    this.#drop(length);
    return entry >> 4;
  }

  #number(count: number): number {
    while (this.#bitCount < count) {
      if (this.#at === this.#input.length) throw OUT_OF_INPUT;
      this.#pull();
    }
    const number = this.#bits & ((1 << count) - 1);
    this.#drop(count);
    return number;
  }

  #take16(): number {
    return this.#number(8) | (this.#number(8) << 8);
  }

  #pull(): void {
    this.#bits |= (this.#input[this.#at++] ?? 0) << this.#bitCount;
    this.#bitCount += 8;
  }

  #drop(count: number): void {
    this.#bits >>>= count;
    this.#bitCount -= count;
  }

  /** Bytes that were pulled whole are put back, the rest of a broken one is dropped. */
  #alignToByte(): void {
    this.#at -= this.#bitCount >> 3;
    this.#bits = 0;
    this.#bitCount = 0;
  }

  /** Leaves space for the longest match, keeping the window. */
  #makeRoom(): void {
    if (this.#outputAt < WINDOW_BYTES + OUTPUT_BYTES) return;
    this.#give();
    this.#output.copyWithin(0, this.#outputAt - WINDOW_BYTES, this.#outputAt);
    this.#outputAt = WINDOW_BYTES;
    this.#givenTo = WINDOW_BYTES;
  }

  #give(): void {
    if (this.#outputAt === this.#givenTo) return;
    const bytes = this.#output.subarray(this.#givenTo, this.#outputAt);
    this.#crc = crc32(bytes, this.#crc);
    this.#memberBytes += bytes.length;
    this.#givenTo = this.#outputAt;
    if (!this.#isStopped) this.#isStopped = !this.#take(bytes);
  }
}

const noCode: PrefixCode = { table: new Uint16Array(2), bits: 1 };
