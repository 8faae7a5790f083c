import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every answer. Whatever an image holds, nothing of it can run, be framed, or reach another site: scripts and
 * styles come from files of the page only, and the page talks to this server only.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Served over plain HTTP on one's own machine; a promise of HTTPS for `localhost` would break other programs there.
    strictTransportSecurity: false,
  });
}
