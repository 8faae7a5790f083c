import { type ByteSource, ImageError, type Limits, unpackedLimit } from '@stratascope/core';
import { decompressorFor } from './decompress';
import type { Decompressor } from './decompressor';
import type { Compression } from './detect-compression';
import { StreamFault } from './stream-fault';
import { unpackXz } from './xz-stream';

/**
 * Compressed bytes that are unpacked at once, so that what waits to be asked for stays small: deflate gives up to a
 * thousand bytes for one, a zstd run of one byte thirty thousand.
 */
const STEP_BYTES = { gzip: 32 * 1024, zstd: 1024 };

/**
 * The unpacked bytes of a source that may be compressed as a whole (`compression` by {@link compressionOf}), as they are
 * asked for. Memory is flat; nothing is kept.
 *
 * @throws ImageError, after all bytes before the fault: `stream-corrupt`, `compression-unsupported` (bzip2),
 * `limit-zstd-window`, `limit-unpacked-ratio`
 */
export async function* openDecompressed(
  source: ByteSource,
  compression: Compression,
  options: { readonly limits: Pick<Limits, 'zstdWindow' | 'unpackedRatio'>; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const most = unpackedLimit(source.size, options.limits);
  let unpacked = 0;
  try {
    for await (const bytes of unpack(source, compression, options)) {
      unpacked += bytes.length;
      if (compression !== 'none' && unpacked > most) {
        const details = { stored: source.size, unpacked: most, limit: options.limits.unpackedRatio };
        throw new ImageError('limit-unpacked-ratio', { details: { ...locationOf(source), ...details } });
      }
      yield bytes;
      options.signal.throwIfAborted();
    }
  } catch (error) {
    if (!(error instanceof StreamFault)) throw error;
    throw new ImageError(error.code, {
      details: { ...locationOf(source), compression, ...error.details },
      cause: error,
    });
  }
}

function unpack(
  source: ByteSource,
  compression: Compression,
  options: { readonly limits: { readonly zstdWindow: number }; readonly signal: AbortSignal },
): AsyncIterable<Uint8Array> {
  switch (compression) {
    case 'none':
      return source.stream(undefined, options.signal);
    case 'xz':
      return unpackXz(source, options.signal);
    case 'bzip2':
      throw new StreamFault('compression-unsupported', { compression });
    case 'gzip':
    case 'zstd':
      return unpackInSteps(source, compression, STEP_BYTES[compression], options);
  }
}

async function* unpackInSteps(
  source: ByteSource,
  compression: Compression,
  stepBytes: number,
  options: { readonly limits: { readonly zstdWindow: number }; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  let queue: Uint8Array[] = [];
  const take = (bytes: Uint8Array) => {
    queue.push(bytes);
    return true;
  };
  const decompressor = decompressorFor(source, compression, { ...options, take, mostWaiting: 1 });
  let fault: StreamFault | null = null;
  const attempt = async (step: () => Promise<void>) => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof StreamFault)) throw error;
      fault = error;
    }
    const ready = queue;
    queue = [];
    return ready;
  };
  try {
    for await (const step of inSteps(source, stepBytes, options.signal)) {
      yield* await attempt(() => decompressor.write(step));
      throwIfFault(fault);
    }
    yield* await attempt(() => decompressor.end());
    throwIfFault(fault);
  } finally {
    closeDecompressor(decompressor);
  }
}

function throwIfFault(fault: StreamFault | null): void {
  if (fault !== null) throw fault;
}

function closeDecompressor(decompressor: Decompressor): void {
  decompressor.close();
}

async function* inSteps(source: ByteSource, stepBytes: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const piece of source.stream(undefined, signal)) {
    for (let at = 0; at < piece.length; at += stepBytes) yield piece.subarray(at, at + stepBytes);
  }
}

function locationOf(source: ByteSource): { readonly location?: string } {
  return source.file === null ? {} : { location: source.file.path };
}
