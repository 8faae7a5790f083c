/** The same pieces, each asked for while the one before is worked on. */
export async function* readAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reading = pieces[Symbol.asyncIterator]();
  try {
    let next = reading.next();
    for (;;) {
      const piece = await next;
      if (piece.done === true) return;
      next = reading.next();
      // It is awaited in the next round; if there is none, its failure concerns nobody.
      next.catch(() => {});
      yield piece.value;
    }
  } finally {
    await reading.return?.();
  }
}
