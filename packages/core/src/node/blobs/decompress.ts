import type { ByteSource } from '@stratascope/core';
import type { Decompressor, TakeBytes } from './decompressor';
import { type Compression, detectCompression, MAGIC_BYTES } from './detect-compression';
import { passingPieces, readBytes } from './file-byte-source';
import { GzipDecompressor } from './gzip-decompressor';
import { createNativeZstd } from './native-zstd';
import { NativeZstdDecompressor } from './native-zstd-decompressor';
import { readAhead } from './read-ahead';
import { StreamFault } from './stream-fault';
import { ZstdDecompressor } from './zstd-decompressor';

export interface DecompressOptions {
  /** Each stored piece, before it is unpacked; all of them, also those after a fault. */
  readonly onStored?: (piece: Uint8Array) => void;
  /** Unpacked bytes in order, good until it returns: their memory is used again, or given back. False: no more are wanted. */
  readonly take: TakeBytes;
  readonly limits: { readonly zstdWindow: number };
  readonly signal: AbortSignal;
}

/** How a source is compressed, by its first bytes. */
export async function compressionOf(source: ByteSource, signal?: AbortSignal): Promise<Compression> {
  const end = Math.min(MAGIC_BYTES, source.size);
  return detectCompression(await readBytes(source, { start: 0, end }, signal));
}

/**
 * Reads a source from end to end and unpacks it on the way. Returns what is wrong with the stream, or null; all that
 * comes before a fault has then been taken, and all that is stored has been shown to `onStored`.
 *
 * Memory is flat whatever the source holds. Rejects as the source does, and with the signal's reason.
 */
export async function decompress(
  source: ByteSource,
  compression: Compression,
  options: DecompressOptions,
): Promise<StreamFault | null> {
  const { signal } = options;
  let fault: StreamFault | null = null;
  let decompressor: Decompressor | null = null;
  const attempt = async (step: () => Promise<void> | undefined) => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof StreamFault)) throw error;
      fault = error;
      decompressor?.close();
      decompressor = null;
    }
  };
  try {
    await attempt(async () => {
      decompressor = decompressorFor(source, compression, { ...options, isTakenAtOnce: true });
    });
    for await (const piece of readAhead(passingPieces(source, signal, heldBy(decompressor)))) {
      options.onStored?.(piece);
      await attempt(() => decompressor?.write(piece));
    }
    await attempt(() => decompressor?.end());
    signal.throwIfAborted();
    return fault;
  } finally {
    // A write is done before its bytes are unpacked, so an abort can leave some on the way.
    closeIfOpen(decompressor);
  }
}

function heldBy(decompressor: Decompressor | null): number {
  return decompressor?.heldPieces ?? 0;
}

function closeIfOpen(decompressor: Decompressor | null): void {
  decompressor?.close();
}

/** @throws StreamFault where there is none for that compression. */
export function decompressorFor(
  source: ByteSource,
  compression: Compression,
  options: Omit<DecompressOptions, 'onStored'> & {
    /** Pieces that may wait to be unpacked when a write is done; 1: each write is done when all of it was taken. */
    readonly mostWaiting?: number;
    /** The taker looks at bytes no longer than it is called with them, so that their memory can be given back. */
    readonly isTakenAtOnce?: boolean;
  },
): Decompressor {
  switch (compression) {
    case 'none':
      return new PlainBytes(options.take);
    case 'gzip':
      return new GzipDecompressor(source, options.take, options);
    case 'zstd':
      return zstdDecompressor(source, options);
    case 'bzip2':
    case 'xz':
      throw new StreamFault('compression-unsupported', { compression });
  }
}

/** By the library, where this Node has it; not for single steps, which are done before they are handed to its thread. */
function zstdDecompressor(source: ByteSource, options: Parameters<typeof decompressorFor>[2]): Decompressor {
  const native = options.mostWaiting === 1 ? null : createNativeZstd();
  return native === null
    ? new ZstdDecompressor(options.take, options.limits)
    : new NativeZstdDecompressor(native, source, options.take, options);
}

class PlainBytes implements Decompressor {
  readonly heldPieces = 0;
  #take: TakeBytes | null;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  async write(piece: Uint8Array): Promise<void> {
    if (this.#take?.(piece) === false) this.#take = null;
  }

  async end(): Promise<void> {}

  close(): void {
    this.#take = null;
  }
}
