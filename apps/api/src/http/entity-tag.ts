import { createHash } from 'node:crypto';
import type { Request } from 'express';

/** A tag over text. Weak, because compression on the way changes the bytes and not what they say. */
export function weakTag(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/**
 * Whether the client has what a tag stands for, by its `If-None-Match`. That a request also says `Cache-Control: no-cache`
 * makes no difference here: it asks caches to come and check, which is what they do.
 *
 * Source: RFC 9110, section 13.1.2 (weak comparison).
 */
export function clientHas(request: Request, tag: string): boolean {
  const header = request.get('if-none-match');
  if (header === undefined) return false;
  const strip = (text: string) => text.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((each) => strip(each) === strip(tag));
}
