import type { ByteString } from '@stratascope/core';

/** More of a name fits in no row and is read in no tip. */
const HEAD_BYTES = 400;
const TAIL_BYTES = 100;
/** "…", as the bytes of names are. */
const ELLIPSIS = '\xe2\x80\xa6';

const isContinuation = (code: number) => code >= 0x80 && code < 0xc0;

/**
 * A name for where one line has to do: of a very long one its beginning and its end. A name may have 64 kB, and drawing
 * a screen of such takes seconds. Never cut within a character.
 */
export function shortName(name: ByteString): ByteString {
  if (name.length <= HEAD_BYTES + TAIL_BYTES) return name;
  let head = HEAD_BYTES;
  let tail = name.length - TAIL_BYTES;
  while (head > 0 && isContinuation(name.charCodeAt(head))) head--;
  while (tail < name.length && isContinuation(name.charCodeAt(tail))) tail++;
  return `${name.slice(0, head)}${ELLIPSIS}${name.slice(tail)}` as ByteString;
}
