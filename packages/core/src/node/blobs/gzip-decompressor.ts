import { createGunzip } from 'node:zlib';
import type { ByteSource } from '@stratascope/core';
import { CarefulGunzip } from './careful-gunzip';
import type { Decompressor, TakeBytes } from './decompressor';
import { CHUNK_BYTES, isZlibError, NativeStream } from './native-stream';
import { StreamFault } from './stream-fault';

/** With the next piece at hand, zlib starts on it before the last bytes of this one were taken. */
const MOST_WAITING = 3;

/**
 * Unpacks gzip: several members one after another, zeros after the last (rule 15).
 *
 * It is fed from `source`, and reads it again where that is needed to find what a damaged stream still holds.
 */
export class GzipDecompressor implements Decompressor {
  readonly heldPieces: number;
  readonly #source: ByteSource;
  readonly #signal: AbortSignal;
  readonly #take: TakeBytes;
  readonly #stream: NativeStream;
  #fedBytes = 0;
  #taken = 0;

  readonly #mostWaiting: number;

  constructor(
    source: ByteSource,
    take: TakeBytes,
    options: { readonly signal: AbortSignal; readonly mostWaiting?: number; readonly isTakenAtOnce?: boolean },
  ) {
    this.#source = source;
    this.#signal = options.signal;
    this.#mostWaiting = options.mostWaiting ?? MOST_WAITING;
    this.heldPieces = this.#mostWaiting - 1;
    this.#take = take;
    const count = (bytes: Uint8Array) => {
      this.#taken += bytes.length;
      return take(bytes);
    };
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
    this.#stream = new NativeStream(gunzip, count, { isTakenAtOnce: options.isTakenAtOnce ?? false });
  }

  async write(piece: Uint8Array): Promise<void> {
    this.#fedBytes += piece.length;
    await this.#stream.write(piece, this.#mostWaiting).catch((error: unknown) => this.#explain(error));
  }

  async end(): Promise<void> {
    await this.#stream.end().catch((error: unknown) => this.#explain(error));
    if (this.#stream.hasEnded && !this.#stream.isStopped) await this.#checkPadding();
  }

  close(): void {
    this.#stream.close();
  }

  async #explain(error: unknown): Promise<never> {
    if (!isZlibError(error)) throw error;
    this.#stream.close();
    // All pieces were unpacked: the stream just ends too early, and nothing was lost.
    if (this.#stream.unpackedPieceBytes === this.#fedBytes) throw this.#fault(this.#source.size, error);
    throw this.#fault(await this.#salvage(), error);
  }

  /**
   * On a fault zlib drops what the same call had unpacked already. So the stream is unpacked once more from its start,
   * carefully, and what was not taken yet is. Returns the compressed byte at which the stream is wrong.
   */
  async #salvage(): Promise<number> {
    let at = 0;
    const careful = new CarefulGunzip((bytes) => {
      const start = at;
      at += bytes.length;
      return at <= this.#taken || this.#take(bytes.subarray(Math.max(0, this.#taken - start)));
    });
    for await (const piece of this.#source.stream(undefined, this.#signal)) {
      const offset = careful.write(piece);
      if (offset !== null) return offset;
    }
    return this.#source.size;
  }

  /** zlib stops at the first zero after a member and does not say what follows. */
  async #checkPadding(): Promise<void> {
    let at = this.#stream.consumedBytes;
    for await (const piece of this.#source.stream({ start: at, end: this.#source.size }, this.#signal)) {
      const other = piece.findIndex((byte) => byte !== 0);
      if (other >= 0) throw this.#fault(at + other);
      at += piece.length;
    }
  }

  #fault(offset: number, cause?: unknown): StreamFault {
    return new StreamFault('stream-corrupt', { compression: 'gzip', offset, size: this.#source.size }, cause);
  }
}
