import type { ByteString } from '@stratascope/core';

const TAIL_BYTES = 12;
const isContinuation = (code: number) => code >= 0x80 && code < 0xc0;

/**
 * Cuts a long name in two, so that the front can be shortened with an ellipsis while its last 12 bytes stay.
 * Never within a character; short names have no tail.
 */
export function splitName(name: ByteString): { readonly head: ByteString; readonly tail: ByteString } {
  let cut = name.length - TAIL_BYTES;
  if (cut < TAIL_BYTES) return { head: name, tail: '' as ByteString };
  while (cut > 0 && isContinuation(name.charCodeAt(cut))) cut--;
  return { head: name.slice(0, cut) as ByteString, tail: name.slice(cut) as ByteString };
}
