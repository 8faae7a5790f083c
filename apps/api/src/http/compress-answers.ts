import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** Below this, compressing costs more than it saves (measured: a page of rows is 12 to 48 kB, most else under 1). */
const THRESHOLD_BYTES = 1_500;

/** Compresses answers of text; never event streams, which must arrive as they are sent, nor what is compressed already. */
export function compressAnswers(): RequestHandler {
  return compression({
    threshold: THRESHOLD_BYTES,
    level: 1,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    filter: (request, response) => {
      const isStream = String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
      // Contents of an image's files are served in ranges, which are counted in bytes as they are.
      const isContent = response.hasHeader('Accept-Ranges') && response.hasHeader('Content-Disposition');
      return !isStream && !isContent && compression.filter(request, response);
    },
  });
}
