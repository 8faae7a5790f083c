import {
  type ByteString,
  type EntryPath,
  MAX_QUERY_LENGTH,
  normalizePath,
  ROOT,
  textToByteString,
} from '@stratascope/core';

export type TabId = 'explore' | 'config';

/** How the merged file system is drawn: as a tree, or as a picture of its bytes. */
export type ViewId = 'tree' | 'bytes';

/** All that a link restores. Layers count from 1, the base. */
export interface Address {
  /** Digest or name of the image looked at; null: the library. */
  readonly image: string | null;
  /** `os/architecture[/variant]`; null: the default. */
  readonly platform: string | null;
  readonly tab: TabId;
  readonly view: ViewId;
  /** The folder that the picture of bytes has gone into; null: the root. */
  readonly inside: EntryPath | null;
  /** The level looked at; null: the top. */
  readonly at: number | null;
  /** The level that changes are counted from; 0: the empty root. */
  readonly from: number;
  readonly layer: number | null;
  /** How many of the lowest layers the reader takes for the base image's, 0: none; null: as the image tells. */
  readonly base: number | null;
  readonly path: EntryPath | null;
  /** Layer of the version of `path` that is shown; null: the newest at or below the level. */
  readonly version: number | null;
  /** Layer of the version it is compared with; null: the one before. */
  readonly versus: number | null;
  /** What is searched for (docs/search.md); empty: nothing. */
  readonly query: string;
}

export const LIBRARY: Address = {
  image: null,
  platform: null,
  tab: 'explore',
  view: 'tree',
  inside: null,
  at: null,
  from: 0,
  layer: null,
  base: null,
  path: null,
  version: null,
  versus: null,
  query: '',
};

const IMAGE_PREFIX = '/image/';

/** Reads a link. What it cannot read of it is left at its default, so a damaged link still opens something. */
export function parseAddress({ pathname, search }: { readonly pathname: string; readonly search: string }): Address {
  if (!pathname.startsWith(IMAGE_PREFIX)) return LIBRARY;
  const image = decodeText(pathname.slice(IMAGE_PREFIX.length));
  if (image === '') return LIBRARY;

  const values = parseQuery(search);
  const path = values.get('path');
  return {
    image,
    platform: decodeText(values.get('platform') ?? '') || null,
    tab: values.get('tab') === 'config' ? 'config' : 'explore',
    view: values.get('view') === 'bytes' ? 'bytes' : 'tree',
    inside: parsePath(values.get('in') ?? ''),
    at: parseLevel(values.get('at')),
    from: parseLevel(values.get('from')) ?? 0,
    layer: parseLevel(values.get('layer')) || null,
    base: parseLevel(values.get('base')),
    path: path === undefined ? null : parsePath(path),
    version: parseLevel(values.get('ver')) || null,
    versus: parseLevel(values.get('vs')) || null,
    query: decodeText(values.get('q') ?? '').slice(0, MAX_QUERY_LENGTH),
  };
}

/** The link of an address: path and query, defaults left out. */
export function formatAddress(address: Address): string {
  if (address.image === null) return '/';
  const query: string[] = [];
  const add = (name: string, value: string | number | null) => {
    if (value !== null) query.push(`${name}=${value}`);
  };
  add('platform', address.platform === null ? null : encodeBytes(textToByteString(address.platform)));
  add('tab', address.tab === 'explore' ? null : address.tab);
  add('view', address.view === 'tree' ? null : address.view);
  add('in', address.inside === null ? null : encodeBytes(address.inside));
  add('at', address.at);
  add('from', address.from === 0 ? null : address.from);
  add('layer', address.layer);
  add('base', address.base);
  add('path', address.path === null ? null : encodeBytes(address.path));
  add('ver', address.version);
  add('vs', address.versus);
  add('q', address.query === '' ? null : encodeBytes(textToByteString(address.query)));
  const link = IMAGE_PREFIX + encodeBytes(textToByteString(address.image));
  return query.length === 0 ? link : `${link}?${query.join('&')}`;
}

/**
 * Each byte as itself or `%XX`. Of a name that is UTF-8 this is what `encodeURIComponent` gives, but for `/` and `:`
 * that stay readable.
 */
export function encodeBytes(bytes: ByteString): string {
  return bytes.replace(
    /[^A-Za-z0-9_.~/:-]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The reverse of {@link encodeBytes}; characters that stand there raw count as their UTF-8 bytes. */
export function decodeBytes(text: string): ByteString {
  return textToByteString(text).replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  ) as ByteString;
}

// Not `URLSearchParams`: it turns bytes that are not UTF-8 into U+FFFD, and "+" into a space.
function parseQuery(search: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=');
    if (equals > 0) values.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return values;
}

function parsePath(value: string): EntryPath | null {
  const bytes = decodeBytes(value);
  if (bytes === '' || bytes.includes('\0')) return null;
  const path = normalizePath(bytes);
  return path === ROOT ? null : path;
}

function parseLevel(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) : null;
}

function decodeText(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
