import type { ByteString } from '../model/byte-string';
import { type EntryPath, joinPath, ROOT } from '../model/entry-path';

/** What an entry's name asks of the levels below, or why it is no node. */
export type Marker =
  | { readonly kind: 'none' }
  | { readonly kind: 'whiteout'; readonly hides: EntryPath }
  | { readonly kind: 'opaque'; readonly directory: EntryPath }
  /** AUFS's own names; `isLinkTarget`: what hard links of the layer may point to. */
  | { readonly kind: 'bookkeeping'; readonly isLinkTarget: boolean }
  | { readonly kind: 'invalid' };

const PREFIX = '.wh.';
const RESERVED_PREFIX = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';
const LINK_STORE = '.wh..wh.plnk';

const NONE: Marker = { kind: 'none' };

/**
 * Reads what the name of an entry marks. The first component that begins with `.wh.` decides: what lies below a
 * whiteout is invalid, what lies below AUFS bookkeeping is bookkeeping.
 *
 * Source: rules 5-7; OCI image spec, layer.md, "Whiteouts" and "Opaque Whiteout".
 */
export function readMarker(path: EntryPath): Marker {
  const at = path.indexOf(`/${PREFIX}`);
  if (at < 0) return NONE;
  const end = path.indexOf('/', at + 1);
  const isLast = end < 0;
  const name = isLast ? path.slice(at + 1) : path.slice(at + 1, end);
  const directory = (at === 0 ? ROOT : path.slice(0, at)) as EntryPath;

  if (isLast && name === OPAQUE) return { kind: 'opaque', directory };
  if (name.startsWith(RESERVED_PREFIX)) return { kind: 'bookkeeping', isLinkTarget: !isLast && name === LINK_STORE };
  if (!isLast) return { kind: 'invalid' };

  const hidden = name.slice(PREFIX.length);
  // `.wh..` and `.wh...` would reach the directory itself and its parent.
  if (hidden === '' || hidden === '.' || hidden === '..') return { kind: 'invalid' };
  return { kind: 'whiteout', hides: joinPath(directory, hidden as ByteString) };
}
