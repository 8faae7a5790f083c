import type { ByteString } from '@stratascope/core';
import { type PathState, pathBytes } from '@stratascope/protocol/client';

/** What a symbolic link says, byte by byte. */
export function linkBytes({ link = '', linkHex }: Pick<PathState, 'link' | 'linkHex'>): ByteString {
  return pathBytes(linkHex === undefined ? { path: link } : { path: link, pathHex: linkHex }) as ByteString;
}
