import { describeError, errorStatus, ImageError, type Language } from '@stratascope/core';
import type { Failure } from '@stratascope/protocol';
import type { Response } from 'express';

/** An error as answers have it. What is no `ImageError` is a fault of this program; its text stays inside. */
export function presentError(error: unknown, language: Language): Failure {
  const { code, details } = asImageError(error);
  const isEmpty = Object.keys(details).length === 0;
  return { code, ...describeError({ code, details }, language), ...(isEmpty ? {} : { details }) };
}

/** Sends an error in the one shape that all errors have, or cuts the connection where an answer has begun. */
export function sendError(response: Response, error: unknown, language: Language): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.removeHeader('Content-Range');
  response.status(errorStatus(asImageError(error).code));
  sendErrorBody(response, error, language);
}

/** The same under a status that is set already. */
export function sendErrorBody(response: Response, error: unknown, language: Language): void {
  // Those of the answer that was begun say nothing of this one.
  for (const header of ['ETag', 'Content-Disposition', 'Content-Length', 'Accept-Ranges'])
    response.removeHeader(header);
  response.set('Cache-Control', 'no-store').type('application/json');
  response.send(JSON.stringify({ error: presentError(error, language) }));
}

export function asImageError(error: unknown): ImageError {
  if (error instanceof ImageError) return error;
  const { status, type } = (error ?? {}) as { readonly status?: unknown; readonly type?: unknown };
  if (type === 'entity.too.large')
    return new ImageError('request-invalid', { details: { reason: 'the body is too large' } });
  // A file of the page that is gone, while another build takes its place.
  if (status === 404) return new ImageError('not-found', { cause: error });
  // What Express and its parsers throw of a malformed request carries a status of its own.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ImageError('request-invalid', { cause: error });
  }
  if (error instanceof Error && error.name === 'AbortError') return new ImageError('cancelled', { cause: error });
  return new ImageError('internal', { cause: error });
}
