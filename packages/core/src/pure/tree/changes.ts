import { changedAttributes } from './compare-entries';
import type { LevelView } from './level-view';
import type { Change, ChangeCounts, NodeId } from './merged-tree';
import { type NetChange, netChange } from './net-change';
import { stateAt } from './node-state';
import type { TreeColumns } from './tree-columns';
import { CHANGE_KINDS, ChangeCode, REMOVAL_CAUSES, removalOf } from './version-bits';

/** All paths that changed between the levels of two views, in the order of `ls`. */
export function* changesBetween(columns: TreeColumns, from: LevelView, to: LevelView): Generator<Change> {
  for (let node = 0; node < columns.nodeCount; node++) {
    const net = netChange(columns, node, from.level, to.level);
    if (net !== null) yield describeChange(columns, node, net, from, to);
  }
}

export function describeChange(
  columns: TreeColumns,
  node: number,
  net: NetChange,
  from: LevelView,
  to: LevelView,
): Change {
  const isRemoval = net.change === ChangeCode.removed;
  return {
    node: node as NodeId,
    change: CHANGE_KINDS[net.change] as Change['change'],
    changed: changedAttributes(net.difference),
    how: isRemoval ? (REMOVAL_CAUSES[removalOf(columns.versionBits[net.after] ?? 0)] ?? 'replaced') : null,
    before: stateAt(columns, node, from),
    after: stateAt(columns, node, to),
  };
}

/** How many paths changed between two levels. */
export function countChanges(columns: TreeColumns, from: number, to: number): ChangeCounts {
  let added = 0;
  let changed = 0;
  let removed = 0;
  for (let node = 0; node < columns.nodeCount; node++) {
    const net = netChange(columns, node, from, to);
    if (net === null) continue;
    if (net.change === ChangeCode.added || net.change === ChangeCode.readded) added++;
    else if (net.change === ChangeCode.removed) removed++;
    else changed++;
  }
  return { added, changed, removed };
}
