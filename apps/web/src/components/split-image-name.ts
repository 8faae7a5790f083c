import type { Platform } from '@stratascope/protocol/client';

/** A name as it is drawn: the tag (or digest) is quieter than the repository. */
export interface ImageNameParts {
  readonly repository: string;
  readonly tag: string | null;
}

/** Splits a name in its familiar form: `docker.io/library/alpine:3.20` is `alpine` and `3.20`. */
export function splitImageName(name: string): ImageNameParts {
  const familiar = name.replace(/^docker\.io\/(?:library\/)?/, '');
  const at = familiar.indexOf('@');
  if (at > 0) return { repository: familiar.slice(0, at), tag: familiar.slice(at + 1) };
  const colon = familiar.lastIndexOf(':');
  // A colon before a slash belongs to a registry's port.
  return colon > familiar.lastIndexOf('/')
    ? { repository: familiar.slice(0, colon), tag: familiar.slice(colon + 1) }
    : { repository: familiar, tag: null };
}

/** `linux/arm64/v8`; null where there is no platform. */
export function platformText(platform: Platform | null): string | null {
  if (platform === null) return null;
  const { os, architecture, variant } = platform;
  return [os, architecture, variant].filter((part) => part !== undefined && part !== '').join('/');
}
