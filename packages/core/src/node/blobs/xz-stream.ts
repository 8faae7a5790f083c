import type { ByteSource } from '@stratascope/core';
import { StreamFault } from './stream-fault';

/** Unpacks xz, one stream, by WebAssembly. @throws StreamFault */
export async function* unpackXz(source: ByteSource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reading = source.stream(undefined, signal)[Symbol.asyncIterator]();
  let sourceFailure: unknown = null;
  const compressed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await reading.next();
        if (piece.done === true) controller.close();
        else controller.enqueue(piece.value);
      } catch (error) {
        sourceFailure = error;
        controller.error(error);
      }
    },
  });
  const { XzReadableStream } = await loadXz();
  const unpacked = new XzReadableStream(compressed).getReader();
  try {
    for (;;) {
      const { done, value } = await unpacked.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if (sourceFailure !== null) throw sourceFailure;
    throw new StreamFault('stream-corrupt', { compression: 'xz', size: source.size }, cause);
  } finally {
    await unpacked.cancel().catch(() => {});
    await reading.return?.();
  }
}

/** Only for who needs it: it carries a program of its own. Node shows it as the default export of a CommonJS module. */
async function loadXz(): Promise<typeof import('xz-decompress')> {
  const loaded: typeof import('xz-decompress') & { readonly default?: typeof import('xz-decompress') } = await import(
    'xz-decompress'
  );
  return loaded.default ?? loaded;
}
