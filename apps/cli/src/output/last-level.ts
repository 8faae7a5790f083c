import type { MergedTree, NodeId } from '@stratascope/core';

/** The highest level, at or below one, at which a path is there; null where it is at none. */
export function lastLevelOf(tree: MergedTree, node: NodeId, level: number): number | null {
  if (tree.stateAt(node, level) !== null) return level;
  // Between its versions a path stays as it is, and a removal follows on what it removed.
  const removal = tree.versions(node).findLast((version) => version.layer <= level);
  return removal === undefined ? null : removal.layer - 1;
}
