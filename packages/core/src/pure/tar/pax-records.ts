import { type ByteString, bytesToByteString } from '../model/byte-string';
import { MalformedTar } from './malformed-tar';

/** The records of one pax header, key to value; of two with one key the later. A value may be empty: it removes the record. */
export type PaxRecords = ReadonlyMap<ByteString, ByteString>;

/** Where the regions of sparse format 0.0 are gathered, in the form that 0.1 has. */
export const SPARSE_MAP_KEY = 'GNU.sparse.map' as ByteString;

const SPARSE_OFFSET_KEY = 'GNU.sparse.offset';
const SPARSE_LENGTH_KEY = 'GNU.sparse.numbytes';
/** Keys whose value may not hold a NUL: it would end the name early for some readers only. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['path', 'linkpath', 'uname', 'gname']);

const SPACE = 0x20;
const NEWLINE = 0x0a;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const ZERO = 0x30;
/** `5 a=\n`: no record is shorter. */
const SHORTEST = 5;

/**
 * The records of a pax header: each is `LENGTH KEY=VALUE\n`, where the length counts the whole record.
 *
 * @throws MalformedTar where a record's length is false, it has no key, or a NUL stands where none may.
 *
 * Source: POSIX, `pax`, "pax Extended Header"; GNU tar manual, "Storing Sparse Files", for version 0.0.
 */
export function parsePaxRecords(bytes: Uint8Array): PaxRecords {
  const records = new Map<ByteString, ByteString>();
  const sparseMap: ByteString[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(SPACE, at);
    const end = at + readLength(bytes, at, space);
    if (end > bytes.length || bytes[end - 1] !== NEWLINE) throw new MalformedTar('bad pax record');
    const equals = bytes.indexOf(EQUALS, space + 1);
    if (equals <= space + 1 || equals >= end - 1) throw new MalformedTar('bad pax record');
    const key = bytesToByteString(bytes, space + 1, equals);
    const value = bytesToByteString(bytes, equals + 1, end - 1);
    if ((TEXT_KEYS.has(key) ? value : key).includes('\0')) throw new MalformedTar('bad pax record');
    if (key === SPARSE_OFFSET_KEY || key === SPARSE_LENGTH_KEY) gatherRegion(sparseMap, key, value);
    else records.set(key, value);
    at = end;
  }
  if (sparseMap.length > 0) records.set(SPARSE_MAP_KEY, sparseMap.join(',') as ByteString);
  return records;
}

function readLength(bytes: Uint8Array, start: number, space: number): number {
  let at = bytes[start] === PLUS ? start + 1 : start;
  if (at >= space) throw new MalformedTar('bad pax record');
  let length = 0;
  for (; at < space; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) throw new MalformedTar('bad pax record');
    length = length * 10 + digit;
  }
  if (length < SHORTEST) throw new MalformedTar('bad pax record');
  return length;
}

/** Version 0.0 repeats its two keys in turn, which a map of records cannot hold. */
function gatherRegion(sparseMap: ByteString[], key: ByteString, value: ByteString): void {
  const expected = sparseMap.length % 2 === 0 ? SPARSE_OFFSET_KEY : SPARSE_LENGTH_KEY;
  if (key !== expected || value.includes(',')) throw new MalformedTar('bad pax record');
  sparseMap.push(value);
}
