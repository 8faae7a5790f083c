import { type ByteString, bytesToByteString } from '../model/byte-string';
import { extensionKindOf, showType } from './entry-type';
import { HeaderDecoder } from './header-decoder';
import type { HeaderFormat } from './header-fields';
import { MalformedTar } from './malformed-tar';
import { parsePaxRecords } from './pax-records';

/** A field of a header as it stands there: without the NULs and blanks that fill it up. */
export interface RawField {
  readonly name: RawFieldName;
  readonly value: ByteString;
}

/** One header of an entry: one block, and for those that say more of the entry after it also what they say. */
export interface RawHeader {
  /** From the first header of the entry, in bytes. */
  readonly offset: number;
  /** As {@link showType}: `0` a file, `x` pax records, `L` a long name. */
  readonly type: string;
  readonly format: HeaderFormat;
  /** None that are empty. */
  readonly fields: readonly RawField[];
  /** Of a pax header, in its order; null for all others, and where they cannot be read. */
  readonly records: readonly (readonly [key: ByteString, value: ByteString])[] | null;
  /** Of a GNU header: the name or link that did not fit. */
  readonly text: ByteString | null;
}

export type RawFieldName = (typeof FIELDS)[number][0];

/** Those that all have, then those of ustar and GNU. Source: POSIX, `pax`, "ustar Interchange Format". */
const FIELDS = [
  ['name', 0, 100],
  ['mode', 100, 8],
  ['uid', 108, 8],
  ['gid', 116, 8],
  ['size', 124, 12],
  ['mtime', 136, 12],
  ['chksum', 148, 8],
  ['typeflag', 156, 1],
  ['linkname', 157, 100],
  ['magic', 257, 6],
  ['version', 263, 2],
  ['uname', 265, 32],
  ['gname', 297, 32],
  ['devmajor', 329, 8],
  ['devminor', 337, 8],
  ['prefix', 345, 155],
] as const;
const OF_ALL = 9;
const BLOCK = 512;

/** What the headers of one entry say, as far as `bytes` go. Reads only headers that a tar reader has taken before. */
export function readRawHeaders(bytes: Uint8Array): readonly RawHeader[] {
  const headers: RawHeader[] = [];
  const decoder = new HeaderDecoder();
  for (let offset = 0; offset + BLOCK <= bytes.length; ) {
    try {
      decoder.decode(bytes, offset);
    } catch (error) {
      if (error instanceof MalformedTar) return headers;
      throw error;
    }
    const { typeFlag, format, size } = decoder;
    const extension = extensionKindOf(typeFlag);
    const payload = bytes.subarray(offset + BLOCK, offset + BLOCK + (extension === null ? 0 : size));
    const isWhole = extension !== null && payload.length === size;
    headers.push({
      offset,
      type: showType(typeFlag),
      format,
      fields: fieldsOf(bytes, offset, format),
      records: isWhole && (extension === 'pax' || extension === 'global') ? recordsOf(payload) : null,
      text: isWhole && (extension === 'long-name' || extension === 'long-link') ? textOf(payload) : null,
    });
    // What follows the header of the entry itself is a map of its data, or its data.
    if (extension === null) return headers;
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return headers;
}

function fieldsOf(bytes: Uint8Array, start: number, format: HeaderFormat): readonly RawField[] {
  const known = format === 'v7' ? FIELDS.slice(0, OF_ALL) : format === 'gnu' ? FIELDS.slice(0, -1) : FIELDS;
  return known
    .map(([name, offset, length]) => {
      const value = bytesToByteString(bytes, start + offset, start + offset + length);
      return { name, value: value.replace(/[\0 ]+$/, '') as ByteString };
    })
    .filter(({ value }) => value !== '');
}

function recordsOf(payload: Uint8Array): RawHeader['records'] {
  try {
    return [...parsePaxRecords(payload)];
  } catch (error) {
    if (error instanceof MalformedTar) return null;
    throw error;
  }
}

const textOf = (payload: Uint8Array) => bytesToByteString(payload).replace(/\0.*$/s, '') as ByteString;
