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
import { DeflateInput, FAULT, OUT_OF_INPUT } from './deflate-input';
import { DeflateOutput } from './deflate-output';

const END_OF_BLOCK = 256;

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

/**
 * Unpacks gzip code by code, so that all which stands before a fault comes out, and tells where the fault is.
 *
 * About four times as slow as zlib, which drops what it unpacked in the call that fails; so it is used only after zlib has
 * failed. It refuses what zlib refuses, at the same place.
 *
 * Source: RFC 1951, RFC 1952.
 */
export class CarefulGunzip {
  readonly #in = new DeflateInput();
  readonly #out: DeflateOutput;
  #state: State = 'header';
  #flags = 0;
  #left = 0;
  #isLastBlock = false;
  #literals: PrefixCode = noCode;
  #distances: PrefixCode = noCode;
  /** Padding has begun, which is not looked at here. */
  #hasEnded = false;

  constructor(take: TakeBytes) {
    this.#out = new DeflateOutput(take);
  }

  /** Reads the next bytes; returns the compressed byte at which the stream is wrong, or null. */
  write(piece: Uint8Array): number | null {
    this.#in.add(piece);
    return this.#run() ? null : this.#in.lastRead;
  }

  #run(): boolean {
    try {
      while (!this.#out.isStopped && !this.#hasEnded) {
        this.#in.mark();
        if (!this.#step()) return true;
      }
      return true;
    } catch (error) {
      if (error === FAULT) return false;
      if (error !== OUT_OF_INPUT) throw error;
      this.#in.rewind();
      return true;
    } finally {
      this.#out.give();
    }
  }

  /** False where nothing can be read before more bytes come. */
  #step(): boolean {
    switch (this.#state) {
      case 'header':
        this.#readHeader();
        return true;
      case 'extra':
        this.#left = (this.#flags & HAS_EXTRA) !== 0 ? this.#in.number16() : 0;
        this.#state = 'extra-bytes';
        return true;
      case 'extra-bytes':
        return this.#skipExtra();
      case 'name':
        return this.#skipText(HAS_NAME, 'comment');
      case 'comment':
        return this.#skipText(HAS_COMMENT, 'header-crc');
      case 'header-crc':
        if ((this.#flags & HAS_HEADER_CRC) !== 0) this.#in.number16();
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
    for (const expected of [0x1f, 0x8b, 8]) if (this.#in.number(8) !== expected) throw FAULT;
    const flags = this.#in.number(8);
    if ((flags & RESERVED_FLAGS) !== 0) throw FAULT;
    for (let byte = 4; byte < 10; byte++) this.#in.number(8);
    this.#flags = flags;
    this.#state = 'extra';
  }

  #skipExtra(): boolean {
    this.#left -= this.#in.bytes(this.#left).length;
    if (this.#left > 0) return false;
    this.#state = 'name';
    return true;
  }

  #skipText(flag: number, next: State): boolean {
    if ((this.#flags & flag) !== 0 && !this.#in.skipText()) return false;
    this.#state = next;
    return true;
  }

  #readBlockHeader(): void {
    const isLast = this.#in.number(1) === 1;
    switch (this.#in.number(2)) {
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
    this.#in.alignToByte();
    const length = this.#in.number16();
    if (this.#in.number16() !== (length ^ 0xffff)) throw FAULT;
    this.#left = length;
    this.#state = 'stored';
  }

  #copyStored(): boolean {
    // The header ended at a byte and took whole bytes, so no bits are held back.
    while (this.#left > 0) {
      this.#out.makeRoom();
      const bytes = this.#in.bytes(Math.min(this.#left, this.#out.room));
      if (bytes.length === 0) return false;
      this.#out.putAll(bytes);
      this.#left -= bytes.length;
    }
    this.#endBlock();
    return true;
  }

  #readDynamicCodes(): void {
    const literalCount = this.#in.number(5) + 257;
    const distanceCount = this.#in.number(5) + 1;
    const orderCount = this.#in.number(4) + 4;
    if (literalCount > 286 || distanceCount > 30) throw FAULT;
    const lengthLengths = new Uint8Array(19);
    for (const symbol of LENGTH_ORDER.slice(0, orderCount)) lengthLengths[symbol] = this.#in.number(3);
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
      const symbol = this.#in.symbol(code);
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      if (symbol === 16 && at === 0) throw FAULT;
      const repeated = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const times =
        symbol === 16 ? 3 + this.#in.number(2) : symbol === 17 ? 3 + this.#in.number(3) : 11 + this.#in.number(7);
      if (at + times > count) throw FAULT;
      lengths.fill(repeated, at, at + times);
      at += times;
    }
    return lengths;
  }

  /** Reads codes to the end of the block; what was read whole stays read when the input ends within one. */
  #readCodes(): void {
    const input = this.#in;
    const output = this.#out;
    for (;;) {
      output.makeRoom();
      input.mark();
      const symbol = input.symbol(this.#literals);
      if (symbol === END_OF_BLOCK) {
        this.#endBlock();
        return;
      }
      if (symbol < END_OF_BLOCK) output.put(symbol);
      else this.#readMatch(symbol - END_OF_BLOCK - 1);
      if (output.isStopped) return;
    }
  }

  #readMatch(lengthSymbol: number): void {
    if (lengthSymbol >= LENGTH_BASE.length) throw FAULT;
    const length = (LENGTH_BASE[lengthSymbol] ?? 0) + this.#in.number(LENGTH_BITS[lengthSymbol] ?? 0);
    const distanceSymbol = this.#in.symbol(this.#distances);
    if (distanceSymbol >= DISTANCE_BASE.length) throw FAULT;
    const distance = (DISTANCE_BASE[distanceSymbol] ?? 0) + this.#in.number(DISTANCE_BITS[distanceSymbol] ?? 0);
    if (!this.#out.repeat(distance, length)) throw FAULT;
  }

  #endBlock(): void {
    this.#state = this.#isLastBlock ? 'trailer' : 'block';
  }

  #readTrailer(): void {
    this.#in.alignToByte();
    const crc = this.#in.number16() + this.#in.number16() * 0x10000;
    const length = this.#in.number16() + this.#in.number16() * 0x10000;
    if (!this.#out.endMember(crc, length)) throw FAULT;
    this.#state = 'between';
  }

  /** Another member, or padding. */
  #readBetween(): boolean {
    const { next } = this.#in;
    if (next === undefined) return false;
    this.#hasEnded = next === 0;
    this.#state = 'header';
    return true;
  }
}

const noCode: PrefixCode = { table: new Uint16Array(2), bits: 1 };
