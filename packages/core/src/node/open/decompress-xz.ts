import type { ByteSource } from '@stratascope/core';
import { XzReadableStream } from 'xz-decompress';
import type { DecompressOptions } from '../blobs/decompress';
import { StreamFault } from '../blobs/stream-fault';

/**
 * Unpacks an archive that is compressed with xz. Its dictionary is at most 64 MiB, as all presets have it: a larger one
 * is refused before it is allocated.
 */
export async function decompressXz(
  source: ByteSource,
  { take, onStored, signal }: DecompressOptions,
): Promise<StreamFault | null> {
  let offset = 0;
  const pieces = source.stream(undefined, signal)[Symbol.asyncIterator]();
  let sourceFailure: unknown = null;
  const compressed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await pieces.next();
        if (piece.done === true) return controller.close();
        offset += piece.value.length;
        onStored?.(piece.value);
        controller.enqueue(piece.value);
      } catch (error) {
        sourceFailure = error;
        controller.error(error);
      }
    },
    cancel: async () => void (await pieces.return?.()),
  });
  const reader = new XzReadableStream(compressed).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw sourceFailure ?? new StreamFault('stream-corrupt', { compression: 'xz', offset }, cause);
      });
      if (done || !take(value)) return null;
      signal.throwIfAborted();
    }
  } catch (error) {
    if (error instanceof StreamFault) return error;
    throw error;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
