import { isIP } from 'node:net';
import { ImageError } from '@stratascope/core';
import type { RequestHandler } from 'express';

/**
 * Refuses requests that a page of another site could have made: other people's images are secrets.
 *
 * - `Host` must be an address, `localhost`, or a name of `allowedHosts`: with DNS rebinding it is the attacker's own name.
 * - `Origin`, where there is one, must be the server itself, and `Sec-Fetch-Site` may not name another site. Following a
 *   link to the page from elsewhere is fine; following one to the API is not.
 *
 * Source: Fetch standard, "Origin header"; W3C Fetch Metadata, section 2.3.
 */
export function guardRequests({
  allowedHosts,
  apiPrefix,
}: {
  readonly allowedHosts: readonly string[];
  readonly apiPrefix: string;
}): RequestHandler {
  const names = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    if (!isOwnHost(host, names)) throw forbidden(`Host ${host === '' ? '(none)' : host}`);
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
      throw forbidden(`Origin ${origin}`);
    }
    const site = request.headers['sec-fetch-site'];
    const isElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
    const isLinkToPage =
      request.headers['sec-fetch-mode'] === 'navigate' &&
      request.method === 'GET' &&
      !request.path.startsWith(apiPrefix);
    if (isElsewhere && !isLinkToPage) throw forbidden(`Sec-Fetch-Site ${String(site)}`);
    next();
  };
}

function isOwnHost(host: string, names: ReadonlySet<string>): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::\d{1,5})?$/i.exec(host);
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return false;
  if (name === 'localhost' || name.endsWith('.localhost') || names.has(name)) return true;
  const address = name.replace(/^\[(.*)\]$/, '$1');
  // The address that means all of them leads to this machine too, past what browsers keep apart by address.
  return isIP(address) !== 0 && !/^(?:::ffff:)?[0:.]+$/.test(address);
}

function forbidden(reason: string): ImageError {
  return new ImageError('forbidden', { details: { reason } });
}
