import type { Decompressor, TakeBytes } from './decompressor';
import { StreamFault } from './stream-fault';
import { ZstdFrameDecoder } from './zstd-frame-decoder';
import { ZstdFrames, type ZstdUnit } from './zstd-frames';
import { ZstdMalformed } from './zstd-malformed';

/**
 * Unpacks zstd: several frames, skippable frames (rule 15), block by block in this thread.
 *
 * By ourselves, because node has a decoder from 22.15 on only, and the one that can be had for others moves the whole
 * window for each block, so that its time follows what a header claims. A frame's own check sum is not looked at, the
 * digests are. A block that is malformed gives nothing.
 */
export class ZstdDecompressor implements Decompressor {
  readonly heldPieces = 0;
  readonly #frames: ZstdFrames;
  readonly #decoder: ZstdFrameDecoder;
  #contentBytes: number | null = null;
  #isStopped = false;

  constructor(take: TakeBytes, limits: { readonly zstdWindow: number }) {
    this.#frames = new ZstdFrames(limits.zstdWindow);
    this.#decoder = new ZstdFrameDecoder(take);
  }

  async write(piece: Uint8Array): Promise<void> {
    if (!this.#isStopped) this.#frames.write(piece, (unit) => this.#decode(unit));
  }

  async end(): Promise<void> {
    if (!this.#isStopped) this.#frames.end();
  }

  close(): void {
    this.#isStopped = true;
  }

  #decode(unit: ZstdUnit): void {
    if (this.#isStopped) return;
    switch (unit.kind) {
      case 'frame':
        this.#contentBytes = unit.contentBytes;
        this.#decoder.startFrame(unit.window);
        return;
      case 'block':
        try {
          this.#isStopped = !this.#decoder.decode(unit.block);
        } catch (error) {
          throw error instanceof ZstdMalformed ? this.#corrupt(error) : error;
        }
        return;
      case 'end':
        if (this.#contentBytes !== null && this.#contentBytes !== this.#decoder.frameBytes) throw this.#corrupt();
    }
  }

  #corrupt(cause?: unknown): StreamFault {
    return new StreamFault('stream-corrupt', { compression: 'zstd', offset: this.#frames.offset }, cause);
  }
}
