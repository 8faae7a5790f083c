import type { ByteString } from '../model/byte-string';
import type { TarEntry } from '../model/entry';
import { normalizePath } from '../model/entry-path';
import type { Problem } from '../model/problem';
import { showType } from './entry-type';

/** Bytes of a path that is over the limit which a problem still shows. */
const SHOWN_PATH_BYTES = 200;

/** The note on an entry of a vendor's type (rule 13). */
export function skippedType({ name }: TarEntry, typeFlag: number): Problem {
  return { code: 'entry-type-skipped', path: normalizePath(name) ?? name, details: { type: showType(typeFlag) } };
}

/** The problem of an entry whose path or link has more bytes than `limit`; null for all others. */
export function tooLongPath({ name, link }: TarEntry, limit: number): Problem | null {
  const bytes = Math.max(name.length, link.length);
  if (bytes <= limit) return null;
  const path = name.slice(0, SHOWN_PATH_BYTES) as ByteString;
  return { code: 'limit-path-length', path, details: { size: bytes, limit } };
}
