import type { Transform } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { TakeBytes } from './decompressor';

/** Unpacked bytes come in chunks of this size: smaller ones cost time, larger ones gain none. */
export const CHUNK_BYTES = 256 * 1024;

/** A decompressor of `node:zlib`; `bytesWritten` are those that it took. */
export type ZlibTransform = Transform & { readonly bytesWritten: number };

export interface NativeStreamOptions {
  /** The taker looks at bytes no longer than it is called with them, so that their memory can be given back. */
  readonly isTakenAtOnce: boolean;
  /** Nobody else looks at the pieces that are written. */
  readonly arePiecesOwn?: boolean;
}

/**
 * One run of a decompressor of `node:zlib`, over several members or frames and what follows them.
 *
 * It works in the thread pool; each chunk is taken in a microtask, because by then the next one has been asked for,
 * and what the taker does (hashing) overlaps with it. Memory is bounded: chunks are taken as fast as they come.
 */
export class NativeStream {
  readonly #zlib: ZlibTransform;
  readonly #arePiecesOwn: boolean;
  /** The first is being unpacked. Node is given one at a time: what follows the padding must never reach it. */
  readonly #waiting: Uint8Array[] = [];
  #hasPadding = false;
  #unpackedPieceBytes = 0;
  #hasEnded = false;
  #isStopped = false;
  #error: unknown = null;
  #wake: (() => void) | null = null;

  constructor(zlib: ZlibTransform, take: TakeBytes, options: NativeStreamOptions) {
    this.#zlib = zlib;
    this.#arePiecesOwn = options.arePiecesOwn ?? false;
    this.#zlib.on('data', (chunk: Buffer) => {
      queueMicrotask(() => {
        if (this.#isStopped) return;
        try {
          this.#isStopped = !take(chunk);
          if (options.isTakenAtOnce) giveBackChunk(chunk);
        } catch (error) {
          this.#fail(error);
        }
        if (this.#isStopped) this.#ring();
      });
    });
    this.#zlib.on('end', () => {
      this.#hasEnded = true;
      this.#ring();
    });
    this.#zlib.on('error', (error) => this.#fail(error));
  }

  /** Compressed bytes of all pieces that were unpacked to their end. */
  get unpackedPieceBytes(): number {
    return this.#unpackedPieceBytes;
  }

  /** Compressed bytes that zlib took; fewer than it was given where padding follows the last member. */
  get consumedBytes(): number {
    return this.#zlib.bytesWritten;
  }

  /** All has been unpacked, up to the end or to padding after a member: pieces that follow that are not looked at. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Done when fewer pieces than `mostWaiting` wait to be unpacked. @throws what zlib or the taker threw. */
  async write(piece: Uint8Array, mostWaiting: number): Promise<void> {
    this.#throwIfFailed();
    if (this.#hasPadding || this.#isStopped) return;
    this.#waiting.push(piece);
    if (this.#waiting.length === 1) this.#unpackNext();
    await this.#until(() => this.#waiting.length < mostWaiting);
  }

  /** Done when all that was written has been taken. */
  async drain(): Promise<void> {
    await this.#until(() => this.#waiting.length === 0);
  }

  async end(): Promise<void> {
    // Ended while a piece waits, node would unpack that piece with the flag for the end and drop its bytes on a fault.
    await this.#until(() => this.#waiting.length === 0);
    if (this.#hasEnded || this.#isStopped) return;
    if (!this.#hasPadding) this.#zlib.end();
    await this.#until(() => this.#hasEnded);
  }

  close(): void {
    this.#isStopped = true;
    this.#zlib.destroy();
  }

  #unpackNext(): void {
    const [piece] = this.#waiting;
    if (piece === undefined) return;
    const bytes = piece.length;
    this.#zlib.write(piece, (error) => {
      this.#waiting.shift();
      if (!error) this.#unpackedPieceBytes += bytes;
      if (!error && this.#arePiecesOwn) giveBackPiece(piece);
      // Node stops at a zero after a member, but would begin anew with a piece whose first byte is none.
      this.#hasPadding = this.#zlib.bytesWritten < this.#unpackedPieceBytes;
      if (this.#hasPadding) this.#waiting.length = 0;
      else this.#unpackNext();
      this.#ring();
    });
  }

  #fail(error: unknown): void {
    this.#error ??= error;
    this.#ring();
  }

  #ring(): void {
    this.#wake?.();
    this.#wake = null;
  }

  async #until(isReady: () => boolean): Promise<void> {
    while (this.#error === null && !this.#isStopped && !isReady()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#throwIfFailed();
  }

  #throwIfFailed(): void {
    if (this.#error !== null) throw this.#error;
  }
}

function giveBackChunk({ buffer, byteOffset, length }: Buffer): void {
  // Where a chunk does not reach the end of its memory, the next one follows in it.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === CHUNK_BYTES && byteOffset + length === CHUNK_BYTES)
    giveBack(buffer);
}

function giveBackPiece({ buffer, length }: Uint8Array): void {
  // Small ones lie beside each other in one piece of memory.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) giveBack(buffer);
}

let nowhere: MessagePort | null = null;

/**
 * Frees memory: what is transferred to a port whose other end is closed goes nowhere. Left to be collected, chunks pile up to
 * sixty megabytes, and each time they have, the whole heap is looked through.
 */
function giveBack(buffer: ArrayBuffer): void {
  if (nowhere === null) {
    const { port1, port2 } = new MessageChannel();
    port1.close();
    nowhere = port2;
  }
  nowhere.postMessage(null, [buffer]);
}

/** An error of zlib itself, which is the stream's fault. */
export function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z(?:STD)?_/.test(String(error.code));
}
