import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import type { ByteString } from '../model/byte-string';
import type { Timestamp } from '../model/entry';
import type { ChangedAttribute } from './change';
import { type EntryTable, IMPLIED, type Source } from './entry-table';

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

const ATTRIBUTES: readonly (readonly [number, ChangedAttribute])[] = [
  [Difference.mode, 'mode'],
  [Difference.uid, 'uid'],
  [Difference.gid, 'gid'],
  [Difference.mtime, 'mtime'],
  [Difference.xattrs, 'xattrs'],
];

const IMPLIED_MODE = 0o755;

/** The attributes among the bits, in the order of rule 16. */
export function changedAttributes(difference: number): readonly ChangedAttribute[] {
  return ATTRIBUTES.filter(([bit]) => (difference & bit) !== 0).map(([, attribute]) => attribute);
}

/**
 * {@link Difference} bits between two sources of the same type: content is the bytes of a file, the target of a
 * symbolic link, the numbers of a device; an implied directory counts as 0755, 0/0, time 0 (rules 3, 16).
 */
export function compareSources(entries: EntryTable, type: number, before: Source, after: Source): number {
  if (before === after) return Difference.none;
  if (before === IMPLIED || after === IMPLIED) return compareWithImplied(entries, before === IMPLIED ? after : before);
  const beforeLayer = entries.layerOf(before);
  const afterLayer = entries.layerOf(after);
  const one = entries.index(beforeLayer);
  const other = entries.index(afterLayer);
  const oneEntry = before - entries.start(beforeLayer);
  const otherEntry = after - entries.start(afterLayer);
  let bits: number = Difference.none;
  if (one.mode[oneEntry] !== other.mode[otherEntry]) bits |= Difference.mode;
  if (one.uid(oneEntry) !== other.uid(otherEntry)) bits |= Difference.uid;
  if (one.gid(oneEntry) !== other.gid(otherEntry)) bits |= Difference.gid;
  if (!isSameTime(one.mtime(oneEntry), other.mtime(otherEntry))) bits |= Difference.mtime;
  if (!areSameXattrs(one.xattrs(oneEntry), other.xattrs(otherEntry))) bits |= Difference.xattrs;
  if (hasOtherContent(type, one, oneEntry, other, otherEntry)) bits |= Difference.content;
  return bits;
}

/** Rule 16: equal where the seconds are and one of the two has no fraction. */
export function isSameTime(one: Timestamp, other: Timestamp): boolean {
  if (one.seconds !== other.seconds) return false;
  return one.nanoseconds === other.nanoseconds || one.nanoseconds === 0 || other.nanoseconds === 0;
}

function compareWithImplied(entries: EntryTable, declared: Source): number {
  const { layer, entry } = entries.refOf(declared);
  const index = entries.index(layer);
  let bits: number = Difference.none;
  if (index.mode[entry] !== IMPLIED_MODE) bits |= Difference.mode;
  if (index.uid(entry) !== 0) bits |= Difference.uid;
  if (index.gid(entry) !== 0) bits |= Difference.gid;
  if (index.mtime(entry).seconds !== 0n) bits |= Difference.mtime;
  if (index.xattrs(entry).size > 0) bits |= Difference.xattrs;
  return bits;
}

function hasOtherContent(
  type: number,
  one: LayerIndex,
  oneEntry: number,
  other: LayerIndex,
  otherEntry: number,
): boolean {
  if (type === EntryKind.file) {
    if (one.size(oneEntry) !== other.size(otherEntry)) return true;
    return !areSameBytes(one.sha256(oneEntry), other.sha256(otherEntry));
  }
  if (type === EntryKind.symlink) return one.link(oneEntry) !== other.link(otherEntry);
  if (type === EntryKind.char || type === EntryKind.block) {
    const device = one.device(oneEntry);
    const otherDevice = other.device(otherEntry);
    return device.major !== otherDevice.major || device.minor !== otherDevice.minor;
  }
  return false;
}

/** Whatever their order. */
function areSameXattrs(one: ReadonlyMap<ByteString, Uint8Array>, other: ReadonlyMap<ByteString, Uint8Array>): boolean {
  if (one.size !== other.size) return false;
  if (one.size === 0) return true;
  for (const [name, value] of one) {
    const otherValue = other.get(name);
    if (otherValue === undefined || !areSameBytes(value, otherValue)) return false;
  }
  return true;
}

function areSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
