import type { Timestamp } from '../../pure/model/entry';
import type { ChangedAttribute } from '../../pure/tree/change';
import type { Inode } from './reference-model';

export type Difference =
  | { readonly kind: 'type' }
  | { readonly kind: 'content'; readonly changed: readonly ChangedAttribute[] }
  | { readonly kind: 'metadata'; readonly changed: readonly ChangedAttribute[] }
  | { readonly kind: 'none' };

/** How two states of one path differ (rule 16). */
export function compareNodes(before: Inode, after: Inode): Difference {
  if (before.type !== after.type) return { kind: 'type' };
  const changed = changedAttributes(before, after);
  const hasSameContent =
    before.size === after.size &&
    before.sha256 === after.sha256 &&
    before.link === after.link &&
    before.device === after.device;
  if (!hasSameContent) return { kind: 'content', changed };
  return changed.length > 0 ? { kind: 'metadata', changed } : { kind: 'none' };
}

/** Which attributes differ, of two states of one type. */
export function changedAttributes(before: Inode, after: Inode): readonly ChangedAttribute[] {
  const changed: ChangedAttribute[] = [];
  if (before.mode !== after.mode) changed.push('mode');
  if (before.uid !== after.uid) changed.push('uid');
  if (before.gid !== after.gid) changed.push('gid');
  if (!isSameTime(before.mtime, after.mtime)) changed.push('mtime');
  if (!hasSameXattrs(before, after)) changed.push('xattrs');
  return changed;
}

/** Many archives carry whole seconds only, so a fraction that one side lacks is no difference. */
function isSameTime(before: Timestamp | null, after: Timestamp | null): boolean {
  const one = before ?? NO_TIME;
  const other = after ?? NO_TIME;
  const hasWhole = one.nanoseconds === 0 || other.nanoseconds === 0;
  return one.seconds === other.seconds && (hasWhole || one.nanoseconds === other.nanoseconds);
}

/** The time of an implied directory (rule 3). */
const NO_TIME: Timestamp = { seconds: 0n, nanoseconds: 0 };

function hasSameXattrs(before: Inode, after: Inode): boolean {
  return (
    before.xattrs.size === after.xattrs.size &&
    [...before.xattrs].every(([name, value]) => after.xattrs.get(name) === value)
  );
}
