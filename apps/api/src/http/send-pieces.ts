import { once } from 'node:events';
import type { Response } from 'express';

/** Even if a browser were to take what a file of an image holds for a page, it could do nothing. */
export const INERT = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** Sends pieces as they come, no faster than the client takes them. `first`: what was asked for already, to see an error in time. */
export async function sendPieces(
  response: Response,
  pieces: AsyncIterator<Uint8Array>,
  first: IteratorResult<Uint8Array, unknown>,
): Promise<void> {
  for (let next = first; next.done !== true; next = await pieces.next()) {
    if (response.destroyed) {
      await pieces.return?.();
      return;
    }
    if (!response.write(next.value)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
