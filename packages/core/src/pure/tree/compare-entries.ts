import { EntryKind } from '../layer-index/layer-index';
import { bytesToByteString } from '../model/byte-string';
import { DIGEST_WORDS, type EntryColumns, type EntryTable, IMPLIED, type Source } from './entry-table';
import { ChangeCode } from './version-bits';

/** What differs between two states of one type, as bits. */
export const Difference = {
  none: 0,
  mode: 1,
  uid: 2,
  gid: 4,
  mtime: 8,
  xattrs: 16,
  metadata: 31,
  content: 32,
} as const;

const IMPLIED_MODE = 0o755;

/**
 * {@link Difference} bits between two sources of the same type: content is the bytes of a file, the target of a
 * symbolic link, the numbers of a device; an implied directory counts as 0755, 0/0, time 0 (rules 3, 16).
 */
export function compareSources(entries: EntryTable, type: number, before: Source, after: Source): number {
  if (before === after) return Difference.none;
  if (before === IMPLIED || after === IMPLIED) return compareWithImplied(entries, before === IMPLIED ? after : before);
  const beforeLayer = entries.layerOf(before);
  const afterLayer = entries.layerOf(after);
  return compareRows(
    type,
    entries.columns(beforeLayer),
    before - entries.start(beforeLayer),
    entries.columns(afterLayer),
    after - entries.start(afterLayer),
  );
}

/** The same as a verdict of rule 16, found with as few looks as it takes. */
export function judgeChange(entries: EntryTable, type: number, before: Source, after: Source): ChangeOfOneType {
  if (before === after) return unchanged(type);
  if (before === IMPLIED || after === IMPLIED)
    return judgeDifference(type, compareSources(entries, type, before, after));
  const beforeLayer = entries.layerOf(before);
  const afterLayer = entries.layerOf(after);
  const one = entries.columns(beforeLayer);
  const other = entries.columns(afterLayer);
  const row = before - entries.start(beforeLayer);
  const otherRow = after - entries.start(afterLayer);
  if (!hasSameContent(type, one, row, other, otherRow)) return ChangeCode.content;
  const isSame =
    isSameTime(one, row, other, otherRow) &&
    one.mode[row] === other.mode[otherRow] &&
    hasSameOwner(one, row, other, otherRow) &&
    hasSameXattrs(one, row, other, otherRow);
  return isSame ? unchanged(type) : ChangeCode.metadata;
}

/** What {@link Difference} bits between two states of one type amount to. */
function judgeDifference(type: number, difference: number): ChangeOfOneType {
  if ((difference & Difference.content) !== 0) return ChangeCode.content;
  return difference === Difference.none ? unchanged(type) : ChangeCode.metadata;
}

export type ChangeOfOneType =
  | typeof ChangeCode.content
  | typeof ChangeCode.metadata
  | typeof ChangeCode.identical
  | typeof ChangeCode.repeated;

/** What an entry is that is as what was there before it. */
export function unchanged(type: number): ChangeOfOneType {
  return type === EntryKind.dir ? ChangeCode.repeated : ChangeCode.identical;
}

function compareRows(type: number, one: EntryColumns, row: number, other: EntryColumns, otherRow: number): number {
  const owner = one.owner[row] ?? 0;
  const otherOwner = other.owner[otherRow] ?? 0;
  let bits: number = Difference.none;
  if (one.mode[row] !== other.mode[otherRow]) bits |= Difference.mode;
  if (one.ownerUid[owner] !== other.ownerUid[otherOwner]) bits |= Difference.uid;
  if (one.ownerGid[owner] !== other.ownerGid[otherOwner]) bits |= Difference.gid;
  if (!isSameTime(one, row, other, otherRow)) bits |= Difference.mtime;
  if (!hasSameXattrs(one, row, other, otherRow)) bits |= Difference.xattrs;
  if (!hasSameContent(type, one, row, other, otherRow)) bits |= Difference.content;
  return bits;
}

/** Rule 16: equal where the seconds are and one of the two has no fraction. */
function isSameTime(one: EntryColumns, row: number, other: EntryColumns, otherRow: number): boolean {
  const seconds = one.seconds[row] ?? 0;
  const otherSeconds = other.seconds[otherRow] ?? 0;
  // A layer with times outside of 32 bits holds all of its as bigints.
  const isSameKind = typeof seconds === typeof otherSeconds;
  if (isSameKind ? seconds !== otherSeconds : BigInt(seconds) !== BigInt(otherSeconds)) return false;
  const nanoseconds = one.nanoseconds[row] ?? 0;
  const otherNanoseconds = other.nanoseconds[otherRow] ?? 0;
  return nanoseconds === otherNanoseconds || nanoseconds === 0 || otherNanoseconds === 0;
}

function compareWithImplied(entries: EntryTable, declared: Source): number {
  const layer = entries.layerOf(declared);
  const columns = entries.columns(layer);
  const row = declared - entries.start(layer);
  const owner = columns.owner[row] ?? 0;
  let bits: number = Difference.none;
  if (columns.mode[row] !== IMPLIED_MODE) bits |= Difference.mode;
  if (columns.ownerUid[owner] !== 0) bits |= Difference.uid;
  if (columns.ownerGid[owner] !== 0) bits |= Difference.gid;
  if (BigInt(columns.seconds[row] ?? 0) !== 0n) bits |= Difference.mtime;
  if (columns.index.xattrs(row).size > 0) bits |= Difference.xattrs;
  return bits;
}

function hasSameOwner(one: EntryColumns, row: number, other: EntryColumns, otherRow: number): boolean {
  const owner = one.owner[row] ?? 0;
  const otherOwner = other.owner[otherRow] ?? 0;
  return one.ownerUid[owner] === other.ownerUid[otherOwner] && one.ownerGid[owner] === other.ownerGid[otherOwner];
}

function hasSameContent(type: number, one: EntryColumns, row: number, other: EntryColumns, otherRow: number): boolean {
  switch (type) {
    case EntryKind.file:
      return one.size[row] === other.size[otherRow] && hasSameDigest(one, row, other, otherRow);
    case EntryKind.symlink:
      return one.index.link(row) === other.index.link(otherRow);
    case EntryKind.char:
    case EntryKind.block:
      return hasSameDevice(one, row, other, otherRow);
    default:
      return true;
  }
}

function hasSameDigest(one: EntryColumns, row: number, other: EntryColumns, otherRow: number): boolean {
  const start = row * DIGEST_WORDS;
  const otherStart = otherRow * DIGEST_WORDS;
  for (let word = 0; word < DIGEST_WORDS; word++) {
    if (one.sha256Words[start + word] !== other.sha256Words[otherStart + word]) return false;
  }
  return true;
}

/** Whatever their order. */
function hasSameXattrs(one: EntryColumns, row: number, other: EntryColumns, otherRow: number): boolean {
  if (one.xattrEntry.length === 0 && other.xattrEntry.length === 0) return true;
  const xattrs = one.index.xattrs(row);
  const otherXattrs = other.index.xattrs(otherRow);
  if (xattrs.size !== otherXattrs.size) return false;
  for (const [name, value] of xattrs) {
    const otherValue = otherXattrs.get(name);
    if (otherValue === undefined || bytesToByteString(value) !== bytesToByteString(otherValue)) return false;
  }
  return true;
}

function hasSameDevice(one: EntryColumns, row: number, other: EntryColumns, otherRow: number): boolean {
  const device = one.index.device(row);
  const otherDevice = other.index.device(otherRow);
  return device.major === otherDevice.major && device.minor === otherDevice.minor;
}
