/** The annotations that carry names (OCI image spec, annotations.md; containerd). */
export const REF_NAME = 'org.opencontainers.image.ref.name';
export const CONTAINERD_NAME = 'io.containerd.image.name';

const DEFAULT_DOMAIN = 'docker.io';
const OFFICIAL = 'library';

/**
 * The full form of a name that may be in its familiar one: `alpine` is `docker.io/library/alpine:latest` (rule 27).
 * A name with a digest gets no tag.
 *
 * Source: distribution reference grammar, "familiar name".
 */
export function fullName(name: string): string {
  const at = name.indexOf('@');
  const digest = at < 0 ? '' : name.slice(at);
  const tagged = at < 0 ? name : name.slice(0, at);
  const slash = tagged.indexOf('/');
  const first = slash < 0 ? '' : tagged.slice(0, slash);
  const hasDomain = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  const domain = !hasDomain || first === 'index.docker.io' ? DEFAULT_DOMAIN : first;
  const rest = hasDomain ? tagged.slice(slash + 1) : tagged;
  const path = domain === DEFAULT_DOMAIN && !rest.includes('/') ? `${OFFICIAL}/${rest}` : rest;
  // A colon after the last slash parts the tag from the name; the port stands before.
  const hasTag = path.lastIndexOf(':') > path.lastIndexOf('/');
  return `${domain}/${path}${hasTag || digest !== '' ? '' : ':latest'}${digest}`;
}

/** The tag of a name; null where it has none. */
export function tagOf(name: string): string | null {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') && !name.includes('@') ? name.slice(colon + 1) : null;
}
