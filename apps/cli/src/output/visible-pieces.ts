import { visibleLines } from '@stratascope/core';

/**
 * Contents as a terminal may show them: text with its lines, and escapes for what would move the cursor, change colours,
 * turn the reading direction or not be seen; U+FFFD for what is no text.
 */
export async function* visiblePieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // A character may be cut between two pieces.
  for await (const piece of pieces) yield visibleLines(decoder.decode(piece, { stream: true }));
  yield visibleLines(decoder.decode());
}
