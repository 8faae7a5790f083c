import { API_ROOT, endpoints, type RouteName } from './endpoints';

/** A value of a query or of a path's parameter; what is undefined is left out. */
export type UrlValue = string | number | boolean | undefined;

/** Fields of queries whose value is bytes, one character each (`format: percent-encoded-bytes` in the schemas; a test compares). */
const BYTE_FIELDS: ReadonlySet<string> = new Set(['path', 'find']);

/**
 * The URL of a request, from the root of the server.
 *
 * `query.path` is a string of bytes, one character each (core's `ByteString`); all other values are text.
 */
export function requestUrl(
  name: RouteName,
  params: Readonly<Record<string, UrlValue>> = {},
  query: Readonly<Record<string, UrlValue>> = {},
): string {
  const path = endpoints[name].path.replace(/:([a-z]+)/gi, (_, key: string) => encodeURIComponent(String(params[key])));
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `${key}=${BYTE_FIELDS.has(key) ? encodeBytes(String(value)) : encodeURIComponent(String(value))}`,
    );
  return API_ROOT + path + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
}

/** Percent-encodes bytes, one character each; letters, digits and `-._~/` stay as they are. */
export function encodeBytes(bytes: string): string {
  return bytes.replace(
    /[^A-Za-z0-9\-._~/]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The bytes of percent-encoded text, one character each; null where it is malformed. */
export function decodeBytes(encoded: string): string | null {
  if (/%(?![0-9a-fA-F]{2})/.test(encoded) || /\p{Surrogate}/u.test(encoded)) return null;
  // What is not encoded though it should be, comes as text and counts as its UTF-8 bytes.
  const utf8 = encodeURIComponent(encoded).replace(/%25([0-9A-Fa-f]{2})/g, '%$1');
  return utf8.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The bytes, one character each, of a path as rows have it: what `query.path` wants. */
export function pathBytes(row: { readonly path: string; readonly pathHex?: string }): string {
  if (row.pathHex === undefined) return decodeBytes(encodeURIComponent(row.path)) ?? row.path;
  return row.pathHex.replace(/../g, (hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
