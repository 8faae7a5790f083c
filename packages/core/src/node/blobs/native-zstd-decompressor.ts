import type { ByteSource } from '@stratascope/core';
import type { Decompressor, TakeBytes } from './decompressor';
import { isZlibError, NativeStream, type ZlibTransform } from './native-stream';
import { ZstdDecompressor } from './zstd-decompressor';
import { ZstdFrames, type ZstdUnit } from './zstd-frames';

/** With the next run at hand, the library starts on it before the last bytes of this one were taken. */
const MOST_WAITING = 3;

/**
 * Unpacks zstd by the library that node has from 22.15 on, several times as fast as {@link ZstdDecompressor}; what comes
 * out, and what is told of a fault, is the same.
 *
 * The stream is cut into its frames before: a window is bounded before memory is taken for it, and node would take the
 * end of a frame within a write for the end of all. Where the library refuses something, the stream is read once more
 * from its start by our own decoder, which decides: the library drops what it unpacked in the call that fails, and
 * refuses a wrong check sum. What it lets pass before that check sum, or of a frame without one,
 * shows in the digest of what came out.
 */
export class NativeZstdDecompressor implements Decompressor {
  /** What is unpacked later is a copy. */
  readonly heldPieces = 0;
  readonly #source: ByteSource;
  readonly #options: { readonly limits: { readonly zstdWindow: number }; readonly signal: AbortSignal };
  readonly #mostWaiting: number;
  readonly #take: TakeBytes;
  readonly #frames: ZstdFrames;
  readonly #stream: NativeStream;
  #taken = 0;
  /** Our own decoder has read all there is: what else is written has been seen. */
  #isSalvaged = false;

  constructor(
    native: ZlibTransform,
    source: ByteSource,
    take: TakeBytes,
    options: {
      readonly limits: { readonly zstdWindow: number };
      readonly signal: AbortSignal;
      readonly mostWaiting?: number;
      readonly isTakenAtOnce?: boolean;
    },
  ) {
    this.#source = source;
    this.#options = options;
    this.#mostWaiting = options.mostWaiting ?? MOST_WAITING;
    this.#take = take;
    this.#frames = new ZstdFrames(options.limits.zstdWindow);
    const count = (bytes: Uint8Array) => {
      this.#taken += bytes.length;
      return take(bytes);
    };
    this.#stream = new NativeStream(native, count, {
      isTakenAtOnce: options.isTakenAtOnce ?? false,
      arePiecesOwn: true,
    });
  }

  async write(piece: Uint8Array): Promise<void> {
    if (this.#isSalvaged || this.#stream.isStopped) return;
    const runs = new FrameRuns();
    let fault: unknown = null;
    try {
      this.#frames.write(piece, (unit) => runs.add(unit));
    } catch (error) {
      fault = error;
    }
    for (const run of runs.end()) await this.#attempt(() => this.#stream.write(run, this.#mostWaiting));
    if (fault === null) return;
    // What stands before it is whole blocks, all of which come out.
    await this.#attempt(() => this.#stream.drain());
    if (!this.#isSalvaged) throw fault;
  }

  async end(): Promise<void> {
    if (this.#isSalvaged || this.#stream.isStopped) return;
    await this.#attempt(() => this.#stream.drain());
    if (!this.#isSalvaged) this.#frames.end();
  }

  close(): void {
    this.#stream.close();
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    if (this.#isSalvaged) return;
    try {
      await step();
    } catch (error) {
      if (!isZlibError(error)) throw error;
      this.#stream.close();
      this.#isSalvaged = true;
      await this.#salvage();
    }
  }

  /** @throws StreamFault as our own decoder does. */
  async #salvage(): Promise<void> {
    let at = 0;
    const careful = new ZstdDecompressor((bytes) => {
      const start = at;
      at += bytes.length;
      return at <= this.#taken || this.#take(bytes.subarray(Math.max(0, this.#taken - start)));
    }, this.#options.limits);
    for await (const piece of this.#source.stream(undefined, this.#options.signal)) await careful.write(piece);
    await careful.end();
  }
}

/** The bytes of units, in one run for each frame or part of one. */
class FrameRuns {
  readonly #runs: Uint8Array[] = [];
  #parts: Uint8Array[] = [];

  add(unit: ZstdUnit): void {
    switch (unit.kind) {
      case 'frame':
        this.#parts.push(unit.header);
        return;
      case 'block':
        this.#parts.push(unit.header, unit.block.bytes);
        return;
      case 'end':
        this.#parts.push(unit.checkSum);
        this.#close();
    }
  }

  end(): readonly Uint8Array[] {
    this.#close();
    return this.#runs;
  }

  #close(): void {
    if (this.#parts.length > 0) this.#runs.push(Buffer.concat(this.#parts));
    this.#parts = [];
  }
}
