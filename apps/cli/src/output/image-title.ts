import { formatPlatform, type ImageRef, visibleString } from '@stratascope/core';

/** An image in a line: its names, or what else names it, and its platform. */
export function imageTitle({ source: { ref } }: { readonly source: { readonly ref: ImageRef } }): string {
  return refTitle(ref);
}

export function refTitle({ names, id, digest, platform }: ImageRef): string {
  const name = names.length > 0 ? names.map(visibleString).join(', ') : `(no name) ${id ?? digest ?? ''}`.trimEnd();
  return platform === null ? name : `${name}  ${visibleString(formatPlatform(platform))}`;
}
