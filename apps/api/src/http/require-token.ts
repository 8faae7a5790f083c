import { describeError, ImageError } from '@stratascope/core';
import type { Request, RequestHandler, Response } from 'express';
import { isSameSecret, tokenCookieName } from './access-token';
import { requestLanguage } from './request-language';

/**
 * Answers only those who have the token, if there is one: a server that others on the network can reach shows them
 * nothing, not even its scripts.
 *
 * A program sends it as `Authorization: Bearer`. A browser brings it once, in the address that the command printed: it
 * becomes a cookie that no script can read and no other site can send, and a redirect takes it out of the address, so
 * that it stays neither in the history nor in a link that is passed on.
 *
 * Source: RFC 6750, section 2.1; RFC 6265bis, "SameSite" and "HttpOnly".
 */
export function requireToken({
  token,
  apiPrefix,
}: {
  readonly token: string;
  readonly apiPrefix: string;
}): RequestHandler {
  const cookieName = tokenCookieName(token);
  return (request, response, next) => {
    const given = isPage(request, apiPrefix) ? tokenInAddress(request.url) : null;
    const isKnown = credentials(request, cookieName).some((each) => isSameSecret(each, token));
    if (given === null && isKnown) return next();
    if (given === null || !(isKnown || isSameSecret(given.token, token))) return refuse(request, response, apiPrefix);
    response.cookie(cookieName, token, { httpOnly: true, sameSite: 'strict', path: '/' });
    response.set('Cache-Control', 'no-store').redirect(303, given.rest);
  };
}

/** An address of the page, not of the API: only there may a token stand in the address. */
function isPage({ method, path }: Request, apiPrefix: string): boolean {
  return (method === 'GET' || method === 'HEAD') && !path.toLowerCase().startsWith(apiPrefix);
}

function credentials({ headers }: Request, cookieName: string): readonly string[] {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const cookies = (headers.cookie ?? '').split(';').flatMap((pair) => {
    const [name, value] = pair.split('=');
    return name?.trim() === cookieName && value !== undefined ? [value.trim()] : [];
  });
  return bearer === undefined ? cookies : [bearer, ...cookies];
}

/** The token of an address, and the address without it; null where it has none. */
function tokenInAddress(url: string): { readonly token: string; readonly rest: string } | null {
  const mark = url.indexOf('?');
  if (mark < 0) return null;
  const pairs = url.slice(mark + 1).split('&');
  const found = pairs.find((pair) => pair.startsWith('token='));
  if (found === undefined) return null;
  const others = pairs.filter((pair) => !pair.startsWith('token='));
  // Two slashes at the start would lead to another host.
  const path = url.slice(0, mark).replace(/^[/\\]*/, '/');
  return { token: found.slice('token='.length), rest: others.length === 0 ? path : `${path}?${others.join('&')}` };
}

function refuse(request: Request, response: Response, apiPrefix: string): void {
  response.set('WWW-Authenticate', 'Bearer realm="stratascope"');
  const isForEyes = isPage(request, apiPrefix) && (request.headers.accept ?? '').includes('text/html');
  if (!isForEyes) throw new ImageError('unauthorized');
  const language = requestLanguage(undefined, request.headers['accept-language']);
  response.status(401).set('Cache-Control', 'no-store').type('html').send(refusalPage(language));
}

/**
 * A page of our own words alone: it holds nothing of the request. Its link is for those who have the cookie and came
 * from another site, whence browsers do not send it: from here they do.
 */
function refusalPage(language: 'en' | 'zh'): string {
  const { message, hint } = describeError({ code: 'unauthorized' }, language);
  const again = language === 'zh' ? '再试一次' : 'Try again';
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Stratascope</title><meta name="viewport" content="width=device-width"><h1>${message}</h1><p>${hint}</p><p><a href="">${again}</a></p></html>`;
}
