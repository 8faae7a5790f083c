import type { ChangedAttribute } from './change';
import { compareSources, Difference } from './compare-entries';
import type { TreeColumns } from './tree-columns';
import { isPresent, typeOf } from './version-bits';

const ATTRIBUTES: readonly (readonly [number, ChangedAttribute])[] = [
  [Difference.mode, 'mode'],
  [Difference.uid, 'uid'],
  [Difference.gid, 'gid'],
  [Difference.mtime, 'mtime'],
  [Difference.xattrs, 'xattrs'],
];

/**
 * The attributes that differ between two versions of a node, in the order of rule 16; against what was there last where
 * the first is a removal. None where one of the two is nothing, or the types differ.
 */
export function attributesChangedSince(
  columns: TreeColumns,
  before: number,
  after: number,
): readonly ChangedAttribute[] {
  const { versionBits, versionSource } = columns;
  const bits = versionBits[after] ?? 0;
  if (before < 0 || !isPresent(bits)) return [];
  // A removal is always the version right behind one that was there.
  const seen = isPresent(versionBits[before] ?? 0) ? before : before - 1;
  const type = typeOf(bits);
  if (typeOf(versionBits[seen] ?? 0) !== type) return [];
  const difference = compareSources(columns.entries, type, versionSource[seen] ?? 0, versionSource[after] ?? 0);
  return ATTRIBUTES.filter(([bit]) => (difference & bit) !== 0).map(([, attribute]) => attribute);
}
