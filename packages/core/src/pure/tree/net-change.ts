import { judgeChange } from './compare-entries';
import { type TreeColumns, versionAt } from './tree-columns';
import { ChangeCode, changeOf, isPresent, typeOf } from './version-bits';

/** What became of a path from one level to another (rule 16). */
export interface NetChange {
  readonly change: ChangeCode;
  /** Versions at the two levels; -1 where the path never was. */
  readonly before: number;
  readonly after: number;
}

/**
 * Null where nothing changed: also of what came and went in between, of identical files and repeated directories.
 * `re-added` is what had been removed by the level `from`.
 */
export function netChange(columns: TreeColumns, node: number, from: number, to: number): NetChange | null {
  const change = broughtChange(columns, node, from, to);
  return change === null || change.change === ChangeCode.identical ? null : change;
}

/** As {@link netChange}, with what was brought again as it was (`identical`). */
export function broughtChange(columns: TreeColumns, node: number, from: number, to: number): NetChange | null {
  const after = versionAfter(columns, node, from, to);
  if (after < 0) return null;
  const before = versionAt(columns, node, from);
  const change = broughtChangeCode(columns, before, after, to - from);
  return change === null ? null : { change, before, after };
}

/** Whether {@link netChange} has anything to say: for passes over many nodes. */
export function isNetChanged(columns: TreeColumns, node: number, from: number, to: number): boolean {
  const after = versionAfter(columns, node, from, to);
  if (after < 0) return false;
  const change = broughtChangeCode(columns, versionAt(columns, node, from), after, to - from);
  return change !== null && change !== ChangeCode.identical;
}

/** The version that holds at `to`, if it came after `from`; else -1. */
function versionAfter(columns: TreeColumns, node: number, from: number, to: number): number {
  const newest = (columns.versionStart[node + 1] ?? 0) - 1;
  if ((columns.versionLayer[newest] ?? 0) <= from) return -1;
  const after = versionAt(columns, node, to);
  return after >= 0 && (columns.versionLayer[after] ?? 0) > from ? after : -1;
}

/** Null for repeated directories, and for what was not there at either level. */
function broughtChangeCode(columns: TreeColumns, before: number, after: number, levels: number): ChangeCode | null {
  const bits = columns.versionBits[after] ?? 0;
  // The usual question is about one layer: its versions have the answer.
  if (levels === 1) return changeOf(bits) === ChangeCode.repeated ? null : (changeOf(bits) as ChangeCode);

  const beforeBits = before < 0 ? 0 : (columns.versionBits[before] ?? 0);
  if (!isPresent(bits)) return isPresent(beforeBits) ? ChangeCode.removed : null;
  if (before < 0) return ChangeCode.added;
  if (!isPresent(beforeBits)) return ChangeCode.readded;
  const type = typeOf(bits);
  if (typeOf(beforeBits) !== type) return ChangeCode.replaced;
  const { entries, versionSource } = columns;
  const change = judgeChange(entries, type, versionSource[before] ?? 0, versionSource[after] ?? 0);
  return change === ChangeCode.repeated ? null : change;
}
