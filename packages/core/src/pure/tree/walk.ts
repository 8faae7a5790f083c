import type { NodeId } from './merged-tree';
import { ROOT_NODE, rangeBelow, type TreeColumns, versionAt } from './tree-columns';
import { isPresent } from './version-bits';

/** Visible nodes at a level, and its ghosts if asked, by the bytes of the full path; `below`: that node and all in it. */
export function* walk(
  columns: TreeColumns,
  level: number,
  options: { readonly ghosts?: boolean; readonly below?: NodeId },
): Generator<NodeId> {
  const top = options.below ?? ROOT_NODE;
  const isShown = (node: number) => {
    const version = versionAt(columns, node, level);
    return version >= 0 && (options.ghosts === true || isPresent(columns.versionBits[version] ?? 0));
  };
  if (isShown(top)) yield top as NodeId;
  const { first, end } = rangeBelow(columns, top);
  for (let node = first; node < end; node++) if (isShown(node)) yield node as NodeId;
}
