import { ImageError } from '@stratascope/core';
import type { Request, RequestHandler, Response } from 'express';

/** The largest body of a request that is no upload. */
export const MAX_BODY_BYTES = 64 * 1024;
/** By then such a body has to be there: whoever takes longer holds a connection for nothing. */
const BODY_MS = 10_000;
/** An engine that saves an image may be silent for minutes before the first byte of it comes. */
const UPLOAD_SILENCE_MS = 15 * 60_000;
/** After a refusal the rest of a body is read and thrown away for so long, so that the client gets to read the answer. */
const DRAIN_MS = 2_000;

/**
 * Bounds the bodies of requests in size and time. An upload has a bound of its own where it is kept, and may take as
 * long as something comes.
 */
export function boundBodies({
  isUpload,
  bodyMs = BODY_MS,
}: {
  readonly isUpload: (request: Request) => boolean;
  readonly bodyMs?: number;
}): RequestHandler {
  return (request, _response, next) => {
    if (!hasBody(request)) return next();
    if (isUpload(request)) {
      request.setTimeout(UPLOAD_SILENCE_MS, () => {
        request.destroy();
      });
      // What was sent is opened then, which takes as long as it takes.
      request.once('end', () => request.setTimeout(0));
      return next();
    }
    const late = setTimeout(() => request.socket.destroy(), bodyMs);
    request.once('end', () => clearTimeout(late));
    request.once('close', () => clearTimeout(late));
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
      throw new ImageError('request-invalid', { details: { reason: 'the body is too large' } });
    }
    next();
  };
}

/** The rest of a body that nobody wants stands before any further request, so the connection ends with this answer. */
export function endAfterAnswer(request: Request, response: Response): void {
  if (!hasBody(request) || request.complete) return;
  if (!response.headersSent) response.set('Connection', 'close');
  request.resume();
  setTimeout(() => request.destroy(), DRAIN_MS).unref();
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
