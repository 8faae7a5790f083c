import { changeOfDifference } from './commit-layer';
import { compareSources, Difference } from './compare-entries';
import { type TreeColumns, versionAt } from './tree-columns';
import { ChangeCode, changeOf, differenceOf, isChange, isPresent, typeOf } from './version-bits';

/** What became of a path from one level to another (rule 16). */
export interface NetChange {
  readonly change: ChangeCode;
  /** `Difference` bits. */
  readonly difference: number;
  /** Versions at the two levels; -1 where the path never was. */
  readonly before: number;
  readonly after: number;
}

/**
 * Null where nothing changed: also of what came and went in between, of identical files and repeated directories.
 * `re-added` is what had been removed by the level `from`.
 */
export function netChange(columns: TreeColumns, node: number, from: number, to: number): NetChange | null {
  const after = versionAt(columns, node, to);
  if (after < 0 || (columns.versionLayer[after] ?? 0) <= from) return null;
  const before = versionAt(columns, node, from);
  const bits = columns.versionBits[after] ?? 0;
  // The usual question is about one layer: its versions have the answer.
  if (to - from === 1) {
    return isChange(bits)
      ? { change: changeOf(bits) as ChangeCode, difference: differenceOf(bits), before, after }
      : null;
  }
  const beforeBits = before < 0 ? 0 : (columns.versionBits[before] ?? 0);
  if (!isPresent(bits)) {
    return isPresent(beforeBits) ? { change: ChangeCode.removed, difference: Difference.none, before, after } : null;
  }
  if (before < 0) return { change: ChangeCode.added, difference: Difference.none, before, after };

  const isGone = !isPresent(beforeBits);
  const seen = isGone ? before - 1 : before;
  const type = typeOf(bits);
  const isSameType = typeOf(columns.versionBits[seen] ?? 0) === type;
  const difference = isSameType
    ? compareSources(columns.entries, type, columns.versionSource[seen] ?? 0, columns.versionSource[after] ?? 0)
    : Difference.none;
  if (isGone) return { change: ChangeCode.readded, difference, before, after };
  if (!isSameType) return { change: ChangeCode.replaced, difference, before, after };
  if (difference === Difference.none) return null;
  return { change: changeOfDifference(type, difference), difference, before, after };
}
