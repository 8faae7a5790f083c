import type { ByteString } from '../model/byte-string';
import type { EntryType, Timestamp } from '../model/entry';
import { timestampText } from '../model/timestamp-text';
import { xattrRecords } from './xattrs';

/** A member of a tar that is to be written. Names and links are bytes, as they shall stand there. */
export interface TarHeader {
  readonly name: ByteString;
  readonly type: EntryType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Timestamp;
  /** Bytes that follow; 0 for all but files. */
  readonly size: number;
  readonly link: ByteString;
  readonly device: { readonly major: number; readonly minor: number } | null;
  readonly xattrs: ReadonlyMap<ByteString, Uint8Array>;
}

const BLOCK = 512;
const TYPE_FLAGS: Readonly<Record<EntryType, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  char: '3',
  block: '4',
  dir: '5',
  fifo: '6',
};

/** The two blocks of zeros that end a tar. */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK);

/** Zeros that fill up the last block of a member's data. */
export function tarPadding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

/**
 * The header blocks of a member: ustar, after a pax header with what its fields cannot hold.
 *
 * Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block".
 */
export function tarHeader(member: TarHeader): Uint8Array {
  const records = paxRecords(member);
  const own = ustarBlock(member);
  if (records === '') return own;
  const plain = { uid: 0, gid: 0, mode: 0o644, mtime: { seconds: 0n, nanoseconds: 0 }, device: null };
  const head = ustarBlock(
    { ...plain, name: 'PaxHeader' as ByteString, link: '' as ByteString, size: records.length },
    'x',
  );
  const whole = new Uint8Array(2 * BLOCK + records.length + tarPadding(records.length).length);
  whole.set(head);
  putBytes(whole, BLOCK, records);
  whole.set(own, whole.length - BLOCK);
  return whole;
}

/** `LENGTH KEY=VALUE\n` for each field that ustar has no room for; one character a byte. */
function paxRecords({ name, link, uid, gid, size, mtime, device, xattrs }: TarHeader): string {
  const records: [key: string, value: string][] = [];
  if (name.length > 100) records.push(['path', name]);
  if (link.length > 100) records.push(['linkpath', link]);
  if (!fitsOctal(uid, 7)) records.push(['uid', String(uid)]);
  if (!fitsOctal(gid, 7)) records.push(['gid', String(gid)]);
  if (!fitsOctal(size, 11)) records.push(['size', String(size)]);
  if (!isPlainTime(mtime)) records.push(['mtime', timestampText(mtime)]);
  if (device !== null && !fitsOctal(device.major, 7)) records.push(['SCHILY.devmajor', String(device.major)]);
  if (device !== null && !fitsOctal(device.minor, 7)) records.push(['SCHILY.devminor', String(device.minor)]);
  return [...records, ...xattrRecords(xattrs)].map(([key, value]) => paxRecord(key, value)).join('');
}

/** The length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = key.length + value.length + 3;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

function ustarBlock(
  member: Omit<TarHeader, 'type' | 'xattrs'> & { readonly type?: EntryType },
  flag?: string,
): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const { name, mode, uid, gid, size, mtime, link, device, type } = member;
  putBytes(block, 0, name.slice(0, 100));
  putOctal(block, 100, 7, mode);
  putOctal(block, 108, 7, uid);
  putOctal(block, 116, 7, gid);
  putOctal(block, 124, 11, size);
  putOctal(block, 136, 11, isPlainTime(mtime) ? Number(mtime.seconds) : 0);
  putBytes(block, 148, '        ');
  putBytes(block, 156, flag ?? TYPE_FLAGS[type ?? 'file']);
  putBytes(block, 157, link.slice(0, 100));
  putBytes(block, 257, 'ustar\x0000');
  putOctal(block, 329, 7, device?.major ?? 0);
  putOctal(block, 337, 7, device?.minor ?? 0);
  const sum = block.reduce((total, byte) => total + byte, 0);
  putBytes(block, 148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

const fitsOctal = (value: number, digits: number) => value >= 0 && value < 8 ** digits;
const isPlainTime = ({ seconds, nanoseconds }: Timestamp) =>
  nanoseconds === 0 && seconds >= 0n && fitsOctal(Number(seconds), 11);

/** What does not fit stands in a pax record, and is 0 here. */
function putOctal(block: Uint8Array, at: number, digits: number, value: number): void {
  putBytes(block, at, (fitsOctal(value, digits) ? value : 0).toString(8).padStart(digits, '0'));
}

function putBytes(into: Uint8Array, at: number, bytes: string): void {
  for (let index = 0; index < bytes.length; index++) into[at + index] = bytes.charCodeAt(index);
}
