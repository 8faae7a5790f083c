import { Decompress } from 'fzstd';
import type { Decompressor, TakeBytes } from './decompressor';
import { StreamFault } from './stream-fault';
import { ZstdFrames, type ZstdUnit } from './zstd-frames';

/**
 * Unpacks zstd: several frames, skippable frames (rule 15), block by block in this thread.
 *
 * A frame's own check sum is not looked at, the digests are. What a damaged block would have given is not given.
 */
export class ZstdDecompressor implements Decompressor {
  readonly #frames: ZstdFrames;
  readonly #take: TakeBytes;
  #frame: Decompress | null = null;
  #isStopped = false;
  #takerFailure: unknown = null;

  constructor(take: TakeBytes, limits: { readonly zstdWindow: number }) {
    this.#frames = new ZstdFrames(limits.zstdWindow);
    this.#take = take;
  }

  async write(piece: Uint8Array): Promise<void> {
    this.#frames.write(piece, (unit) => this.#decode(unit));
  }

  async end(): Promise<void> {
    if (!this.#isStopped) this.#frames.end();
  }

  close(): void {
    this.#isStopped = true;
    this.#frame = null;
  }

  #decode(unit: ZstdUnit): void {
    if (this.#isStopped) return;
    try {
      if (unit.kind === 'frame') this.#frame = new Decompress((bytes) => this.#pass(bytes));
      this.#frame?.push(unit.bytes, unit.kind === 'end');
    } catch (cause) {
      if (this.#takerFailure !== null) throw this.#takerFailure;
      // Whatever the decoder stumbles over, a wrong table or an index out of its range, is the stream's fault.
      throw new StreamFault('stream-corrupt', { compression: 'zstd', offset: this.#frames.offset }, cause);
    }
  }

  #pass(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#isStopped) return;
    try {
      this.#isStopped = !this.#take(bytes);
    } catch (error) {
      this.#takerFailure = error;
      throw error;
    }
  }
}
