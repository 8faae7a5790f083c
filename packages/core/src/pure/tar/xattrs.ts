import { type ByteString, byteStringToBytes, bytesToByteString } from '../model/byte-string';
import type { PaxRecords } from './pax-records';

const SCHILY = 'SCHILY.xattr.';
const LIBARCHIVE = 'LIBARCHIVE.xattr.';

/** What nearly every entry has: no extended attributes. */
export const NO_XATTRS: ReadonlyMap<ByteString, Uint8Array> = new Map();

/**
 * The extended attributes among pax records, name to value.
 *
 * `SCHILY.xattr.NAME` has the bytes as they are. `LIBARCHIVE.xattr.NAME` says the same once more, with the name
 * percent-encoded and the value in base64: it counts only where there is no attribute of the first kind. One whose
 * value is not base64 is left out, as runtimes never read it.
 *
 * Source: `star(5)`, "SCHILY.xattr"; libarchive's `tar(5)`, "LIBARCHIVE.xattr"; rule 13.
 */
export function readXattrs(records: PaxRecords): ReadonlyMap<ByteString, Uint8Array> {
  const plain = new Map<ByteString, Uint8Array>();
  const encoded = new Map<ByteString, Uint8Array>();
  for (const [key, value] of records) {
    if (value === '') continue;
    if (key.startsWith(SCHILY)) {
      plain.set(key.slice(SCHILY.length) as ByteString, byteStringToBytes(value));
    } else if (key.startsWith(LIBARCHIVE)) {
      const bytes = decodeBase64(value);
      if (bytes !== null) encoded.set(decodePercent(key.slice(LIBARCHIVE.length)), bytes);
    }
  }
  return plain.size > 0 ? plain : encoded;
}

/** A key of a pax record ends at its first `=`, and no reader takes one with a NUL. */
const NO_KEY = /[=\0]/;

/**
 * The pax records that say these attributes, so that {@link readXattrs} gives them back: in the form that every reader
 * knows, unless the name of one does not fit into it.
 */
export function xattrRecords(
  xattrs: ReadonlyMap<ByteString, Uint8Array>,
): readonly (readonly [key: string, value: string])[] {
  const all = Array.from(xattrs);
  // Beside one of the first kind none of the second would count: so all of them are of one kind.
  return all.some(([name]) => NO_KEY.test(name))
    ? all.map(([name, value]) => [`${LIBARCHIVE}${encodePercent(name)}`, btoa(bytesToByteString(value))])
    : all.map(([name, value]) => [`${SCHILY}${name}`, bytesToByteString(value)]);
}

/** All but printable ASCII, and what has a meaning in the name or in the record. */
function encodePercent(name: ByteString): string {
  return name.replace(/[^!-~]|[%=]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function decodePercent(text: string): ByteString {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) as ByteString;
}

/** The bytes of base64 text with or without padding, or null. */
function decodeBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const digits = text.replace(/=+$/, '');
  if (digits.length % 4 === 1) return null;
  return byteStringToBytes(atob(digits) as ByteString);
}
