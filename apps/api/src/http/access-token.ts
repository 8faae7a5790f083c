import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Twice what nobody could ever try out, and still short enough for a line of a terminal. */
const TOKEN_BYTES = 24;

/** A secret that nobody can guess, of characters that an address takes as they are. */
export function createAccessToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Whether two secrets are the same, in a time that tells nothing of where they differ or how long they are. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The name of the cookie that holds a token. Browsers send cookies to all ports of a host, so two servers on one machine
 * must not take each other's place.
 */
export function tokenCookieName(token: string): string {
  return `stratascope-${digest(token).toString('hex').slice(0, 12)}`;
}
