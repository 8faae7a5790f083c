import { StreamFault } from './stream-fault';
import type { ZstdBlock } from './zstd-frame-decoder';

/** What a zstd stream is made of, in the order in which it stands there. */
export type ZstdUnit =
  /**
   * `window`: bytes of output that the decoder has to keep; `contentBytes`: what the frame says it unpacks to, if it does;
   * `header`: as it stands.
   */
  | {
      readonly kind: 'frame';
      readonly window: number;
      readonly contentBytes: number | null;
      readonly header: Uint8Array;
    }
  | { readonly kind: 'block'; readonly block: ZstdBlock; readonly header: Uint8Array }
  /** The frame is complete. Its check sum is given as it stands, and not looked at: the digests are. */
  | { readonly kind: 'end'; readonly checkSum: Uint8Array };

const BLOCK_TYPES = ['raw', 'run', 'compressed'] as const;
const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const MOST_OF_A_BLOCK = 128 * 1024;
/** Of a frame: window, dictionary and size of the content. Those of blocks are shorter. */
const LONGEST_HEADER = 1 + 4 + 8;

/**
 * Cuts a zstd stream into frames and whole blocks, without unpacking anything. Skippable frames are passed over.
 *
 * It stands before the decoder, so that a window is bounded before memory is taken for it, and so that a fault is told
 * of the block it lies in, however the stream came in.
 *
 * Source: RFC 8878, section 3.1, "Frames".
 */
export class ZstdFrames {
  readonly #reading: Generator<number | ZstdUnit, void, Uint8Array>;
  readonly #mostWindow: number;
  readonly #queue: Uint8Array[] = [];
  #queued = 0;
  #wanted: number;
  /** Where the unit that is being read begins. */
  #offset = 0;
  #at = 0;

  /** `mostWindow` in bytes (`limit-zstd-window`). */
  constructor(mostWindow: number) {
    this.#mostWindow = mostWindow;
    this.#reading = this.#read();
    this.#wanted = this.#next(EMPTY, () => {});
  }

  /** Compressed bytes before the unit that is being read, or that was given last. */
  get offset(): number {
    return this.#offset;
  }

  /** Gives the units that are complete with this piece; they are good as long as its memory is. @throws StreamFault */
  write(piece: Uint8Array, give: (unit: ZstdUnit) => void): void {
    this.#queue.push(piece);
    this.#queued += piece.length;
    while (this.#queued >= this.#wanted) this.#wanted = this.#next(this.#take(this.#wanted), give);
    // What waits for the rest of its unit is less than a block, and must not lie in the piece. (`slice` of a Buffer does.)
    const rest = this.#queue.pop();
    if (rest !== undefined) this.#queue.push(Uint8Array.from(rest));
  }

  /** @throws StreamFault where the stream ends within a frame. */
  end(): void {
    if (this.#queued > 0 || !this.#isBetweenFrames) throw this.#corrupt();
  }

  #isBetweenFrames = true;

  #next(bytes: Uint8Array, give: (unit: ZstdUnit) => void): number {
    let step = this.#reading.next(bytes);
    while (step.done !== true && typeof step.value !== 'number') {
      give(step.value);
      step = this.#reading.next(EMPTY);
    }
    return step.done === true ? Number.POSITIVE_INFINITY : (step.value as number);
  }

  /** Yields how many bytes it needs next, or a unit. */
  *#read(): Generator<number | ZstdUnit, void, Uint8Array> {
    for (;;) {
      this.#offset = this.#at;
      this.#isBetweenFrames = true;
      const magic = yield 4;
      this.#isBetweenFrames = false;
      const number = uint(magic);
      if (number >>> 4 === SKIPPABLE_MAGIC >>> 4) yield* this.#skip(uint(yield 4));
      else if (number === MAGIC) yield* this.#readFrame(magic);
      else throw this.#corrupt();
    }
  }

  *#skip(length: number): Generator<number, void, Uint8Array> {
    for (let left = length; left > 0; left -= MOST_OF_A_BLOCK) yield Math.min(left, MOST_OF_A_BLOCK);
  }

  *#readFrame(magic: Uint8Array): Generator<number | ZstdUnit, void, Uint8Array> {
    const descriptor = yield 1;
    const flags = descriptor[0] ?? 0;
    const isSingleSegment = (flags & 0x20) !== 0;
    const windowBytes = isSingleSegment ? 0 : 1;
    const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
    const contentSizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
    const fieldBytes = windowBytes + dictionaryBytes + contentSizeBytes;
    const fields = fieldBytes === 0 ? EMPTY : yield fieldBytes;
    const dictionary = uint(fields.subarray(windowBytes, windowBytes + dictionaryBytes));
    // Bit 3 is reserved; a dictionary is nowhere to be had.
    if ((flags & 8) !== 0 || dictionary !== 0) throw this.#corrupt();
    const contentBytes = contentSizeBytes === 0 ? null : contentSize(fields.subarray(windowBytes + dictionaryBytes));
    const window = isSingleSegment ? (contentBytes ?? 0) : windowOf(fields[0] ?? 0);
    if (window > this.#mostWindow) {
      throw new StreamFault('limit-zstd-window', { window, limit: this.#mostWindow });
    }
    const header = Uint8Array.of(...magic, flags, ...fields);
    yield { kind: 'frame', window, contentBytes, header };

    for (let isLast = false; !isLast; ) {
      this.#offset = this.#at;
      const header = yield 3;
      const bits = uint(header);
      isLast = (bits & 1) !== 0;
      const type = BLOCK_TYPES[(bits >> 1) & 3];
      const size = bits >> 3;
      if (type === undefined || size > MOST_OF_A_BLOCK) throw this.#corrupt();
      const length = type === 'run' ? 1 : size;
      yield { kind: 'block', block: { type, size, bytes: length === 0 ? EMPTY : yield length }, header };
    }
    yield { kind: 'end', checkSum: (flags & 4) === 0 ? EMPTY : yield 4 };
  }

  #take(length: number): Uint8Array {
    this.#queued -= length;
    this.#at += length;
    const first = this.#queue[0] ?? EMPTY;
    if (first.length > length) {
      this.#queue[0] = first.subarray(length);
      const bytes = first.subarray(0, length);
      // What is this short is a header: the block behind it may come with the next piece.
      return length <= LONGEST_HEADER ? Uint8Array.from(bytes) : bytes;
    }
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const piece = this.#queue[0] ?? EMPTY;
      const part = piece.subarray(0, length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === piece.length) this.#queue.shift();
      else this.#queue[0] = piece.subarray(part.length);
    }
    return bytes;
  }

  #corrupt(): StreamFault {
    return new StreamFault('stream-corrupt', { compression: 'zstd', offset: this.#offset });
  }
}

const EMPTY = new Uint8Array();

function uint(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

/** Section 3.1.1.1.4: two bytes count from 256. */
function contentSize(bytes: Uint8Array): number {
  return bytes.length === 2 ? uint(bytes) + 256 : uint(bytes);
}

/** Section 3.1.1.1.2. */
function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
