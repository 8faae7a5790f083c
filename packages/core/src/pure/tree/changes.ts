import { attributesChangedSince } from './changed-attributes';
import type { LevelView } from './level-view';
import type { BroughtChange, Change, ChangeCounts, NodeId } from './merged-tree';
import { broughtChange, type NetChange, netChange } from './net-change';
import { stateAt } from './node-state';
import { ROOT_NODE, rangeBelow, type TreeColumns } from './tree-columns';
import { CHANGE_KINDS, ChangeCode, changeOf, isChange, REMOVAL_CAUSES, removalOf } from './version-bits';

/** All paths that changed between the levels of two views, in the order of `ls`; those skipped are not described. */
export function* changesBetween(
  columns: TreeColumns,
  from: LevelView,
  to: LevelView,
  { below = ROOT_NODE as NodeId, skip = 0 }: { readonly below?: NodeId; readonly skip?: number } = {},
): Generator<Change> {
  let skipped = 0;
  for (const node of nodesWithin(columns, below)) {
    const net = netChange(columns, node, from.level, to.level);
    if (net === null) continue;
    if (skipped < skip) skipped++;
    else
      yield { ...describeChange(columns, node, net, from, to), change: CHANGE_KINDS[net.change] as Change['change'] };
  }
}

/** As {@link changesBetween}, with what was brought again as it was. */
export function* broughtBetween(columns: TreeColumns, from: LevelView, to: LevelView): Generator<BroughtChange> {
  for (const node of nodesWithin(columns, ROOT_NODE as NodeId)) {
    const net = broughtChange(columns, node, from.level, to.level);
    if (net === null) continue;
    const change = CHANGE_KINDS[net.change] as BroughtChange['change'];
    yield { ...describeChange(columns, node, net, from, to), change };
  }
}

/** A node and all that ever was below it. */
function* nodesWithin(columns: TreeColumns, top: NodeId): Generator<number> {
  yield top;
  const { first, end } = rangeBelow(columns, top);
  for (let node = first; node < end; node++) yield node;
}

function describeChange(
  columns: TreeColumns,
  node: number,
  net: NetChange,
  from: LevelView,
  to: LevelView,
): Omit<Change, 'change'> {
  const isRemoval = net.change === ChangeCode.removed;
  return {
    node: node as NodeId,
    changed: attributesChangedSince(columns, net.before, net.after),
    how: isRemoval ? (REMOVAL_CAUSES[removalOf(columns.versionBits[net.after] ?? 0)] ?? 'replaced') : null,
    before: stateAt(columns, node, from),
    after: stateAt(columns, node, to),
  };
}

/** How many paths changed between two levels, in all or below a node. */
export function countChanges(
  columns: TreeColumns,
  from: number,
  to: number,
  below: NodeId = ROOT_NODE as NodeId,
): ChangeCounts {
  let added = 0;
  let changed = 0;
  let metadata = 0;
  let removed = 0;
  for (const node of nodesWithin(columns, below)) {
    const net = netChange(columns, node, from, to);
    if (net === null) continue;
    if (net.change === ChangeCode.added || net.change === ChangeCode.readded) added++;
    else if (net.change === ChangeCode.removed) removed++;
    else changed++;
    if (net.change === ChangeCode.metadata) metadata++;
  }
  return { added, changed, metadata, removed };
}

/** How many paths each layer changed, the base at 1; one pass over all versions. */
export function countChangesOfLayers({ layerCount, versionLayer, versionBits }: TreeColumns): readonly ChangeCounts[] {
  const counts = Array.from({ length: layerCount + 1 }, () => ({ added: 0, changed: 0, metadata: 0, removed: 0 }));
  for (let version = 0; version < versionLayer.length; version++) {
    const bits = versionBits[version] ?? 0;
    const ofLayer = counts[versionLayer[version] ?? 0];
    if (ofLayer === undefined || !isChange(bits)) continue;
    const change = changeOf(bits);
    if (change === ChangeCode.added || change === ChangeCode.readded) ofLayer.added++;
    else if (change === ChangeCode.removed) ofLayer.removed++;
    else ofLayer.changed++;
    if (change === ChangeCode.metadata) ofLayer.metadata++;
  }
  return counts;
}
