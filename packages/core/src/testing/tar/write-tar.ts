import type { Timestamp } from '../../pure/model/entry';
import { type PaxRecord, type TarMember, tarMember } from './tar-member';

const BLOCK = 512;

export interface TarOptions {
  /** Zero blocks at the end; a sound tar has two. */
  readonly endBlocks?: number;
  /** Bytes after the end. */
  readonly trailer?: Uint8Array;
}

/**
 * Writes members as a tar: ustar, with a pax header where a field does not fit. Deterministic, and as wrong as its
 * members ask it to be; it exists so that tests can say in code what a layer holds.
 *
 * Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block".
 */
export function writeTar(members: readonly TarMember[], options: TarOptions = {}): Uint8Array {
  const blocks = members.map((member) => ({ member, head: headBlocks(member) }));
  const trailer = options.trailer ?? new Uint8Array(0);
  const end = (options.endBlocks ?? 2) * BLOCK;
  const size = blocks.reduce((sum, { member, head }) => sum + head.length + padded(member.content.length), 0);
  const tar = new Uint8Array(size + end + trailer.length);
  let at = 0;
  for (const { member, head } of blocks) {
    tar.set(head, at);
    tar.set(member.content, at + head.length);
    at += head.length + padded(member.content.length);
  }
  tar.set(trailer, at + end);
  return tar;
}

/** Where the content of each member begins in the tar that {@link writeTar} makes, in bytes. */
export function contentOffsets(members: readonly TarMember[]): readonly number[] {
  let at = 0;
  return members.map((member) => {
    const offset = at + headBlocks(member).length;
    at = offset + padded(member.content.length);
    return offset;
  });
}

function padded(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}

/** The header of a member, with the pax header before it where it needs one. */
function headBlocks(member: TarMember): Uint8Array {
  const records = [...neededRecords(member), ...member.pax];
  if (records.length === 0) return header(member);
  const pax = paxHeader('x', records);
  const own = header(member);
  const both = new Uint8Array(pax.length + own.length);
  both.set(pax);
  both.set(own, pax.length);
  return both;
}

/** A pax header of records: `x` for the member that follows, `g` for all. Header, data and padding. */
export function paxHeader(typeflag: 'x' | 'g', records: readonly PaxRecord[]): Uint8Array {
  const body = join(records.map(paxRecord));
  const head = header(tarMember({ name: latin1('PaxHeaders/0'), typeflag, content: body }));
  const whole = new Uint8Array(head.length + padded(body.length));
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}

/** `LENGTH KEY=VALUE\n`, where the length counts itself. */
function paxRecord([key, value]: PaxRecord): Uint8Array {
  const valueBytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const keyBytes = new TextEncoder().encode(key);
  const rest = keyBytes.length + valueBytes.length + 3;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return join([latin1(`${length} `), keyBytes, latin1('='), valueBytes, latin1('\n')]);
}

/** What the fields of a ustar header cannot hold. */
function neededRecords(member: TarMember): readonly PaxRecord[] {
  const records: PaxRecord[] = [];
  if (splitName(member.name) === null) records.push(['path', member.name]);
  if (member.link.length > 100) records.push(['linkpath', member.link]);
  if (member.uname.length > 32) records.push(['uname', member.uname]);
  if (member.gname.length > 32) records.push(['gname', member.gname]);
  if (!isOctalOwner(member.uid)) records.push(['uid', String(member.uid)]);
  if (!isOctalOwner(member.gid)) records.push(['gid', String(member.gid)]);
  if (!fitsOctal(member.mtime)) records.push(['mtime', timestampText(member.mtime)]);
  if (member.deviceMajor > 0o7777777) records.push(['SCHILY.devmajor', String(member.deviceMajor)]);
  if (member.deviceMinor > 0o7777777) records.push(['SCHILY.devminor', String(member.deviceMinor)]);
  return records;
}

function isOctalOwner(id: number): boolean {
  return id >= 0 && id <= 0o7777777;
}

function fitsOctal(time: Timestamp): boolean {
  return time.nanoseconds === 0 && time.seconds >= 0n && time.seconds <= 0o77777777777n;
}

/** Seconds with their fraction, as pax writes them: `-0.5` is half a second before 1970. */
export function timestampText({ seconds, nanoseconds }: Timestamp): string {
  if (nanoseconds === 0) return String(seconds);
  const isBefore = seconds < 0n;
  const whole = isBefore ? -(seconds + 1n) : seconds;
  const fraction = isBefore ? 1_000_000_000 - nanoseconds : nanoseconds;
  return `${isBefore ? '-' : ''}${whole}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
}

function header(member: TarMember): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const { name, prefix } = splitName(member.name) ?? { name: member.name.subarray(0, 100), prefix: latin1('') };
  block.set(name, 0);
  octal(block, 100, 8, member.mode);
  octal(block, 108, 8, Math.max(0, member.uid));
  octal(block, 116, 8, Math.max(0, member.gid));
  octal(block, 124, 12, member.declaredSize ?? member.content.length);
  octal(block, 136, 12, fitsOctal(member.mtime) ? Number(member.mtime.seconds) : 0);
  block[156] = member.typeflag.charCodeAt(0);
  block.set(member.link.subarray(0, 100), 157);
  block.set(latin1('ustar\x0000'), 257);
  block.set(member.uname.subarray(0, 32), 265);
  block.set(member.gname.subarray(0, 32), 297);
  octal(block, 329, 8, member.deviceMajor);
  octal(block, 337, 8, member.deviceMinor);
  block.set(prefix, 345);
  member.editHeader?.(block);
  checksum(block);
  member.spoilHeader?.(block);
  return block;
}

/** Name and prefix as ustar splits a long path at a slash, or null where it does not fit. */
function splitName(path: Uint8Array): { readonly name: Uint8Array; readonly prefix: Uint8Array } | null {
  if (path.length <= 100) return { name: path, prefix: path.subarray(0, 0) };
  for (let slash = Math.min(155, path.length - 2); slash >= path.length - 101 && slash > 0; slash--) {
    if (path[slash] === 0x2f) return { name: path.subarray(slash + 1), prefix: path.subarray(0, slash) };
  }
  return null;
}

/** Octal digits and a NUL; what is too large stands in a pax record and is 0 here. */
function octal(block: Uint8Array, start: number, length: number, value: number): void {
  const digits = value.toString(8);
  block.set(latin1(digits.length < length ? digits.padStart(length - 1, '0') : '0'.repeat(length - 1)), start);
}

/** Makes the checksum of a header anew: the sum of its bytes, its own eight as spaces. */
export function checksum(block: Uint8Array): void {
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.set(latin1(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

/** One byte a character; for text that is known to be ASCII or bytes. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
