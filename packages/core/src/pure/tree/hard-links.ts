import type { Source } from './entry-table';
import { type TreeColumns, versionAt } from './tree-columns';
import { isPresent } from './version-bits';

/** The `hl` name of every inode that has two or more names at a level: the first of them by bytes (rule 25). */
export function hardLinkNames(columns: TreeColumns, level: number): ReadonlyMap<Source, number> {
  const names = new Map<Source, number>();
  for (const [source, nodes] of columns.linkedNames) {
    const first = firstOfSeveral(columns, level, source, nodes);
    if (first >= 0) names.set(source, first);
  }
  return names;
}

/** The nodes at which the inode of a visible node is seen at a level, if it is seen at two or more. */
export function namesOfInode(columns: TreeColumns, node: number, level: number): readonly number[] {
  const isVisible = (version: number) => version >= 0 && isPresent(columns.versionBits[version] ?? 0);
  const own = versionAt(columns, node, level);
  const source = columns.versionSource[own] ?? 0;
  const nodes = isVisible(own) ? columns.linkedNames.get(source) : undefined;
  if (nodes === undefined) return [];
  const seen = [...nodes].filter((other) => {
    const version = versionAt(columns, other, level);
    return isVisible(version) && columns.versionSource[version] === source;
  });
  return seen.length > 1 ? seen : [];
}

/** The first of the nodes at which the inode is seen at a level, if it is seen at two or more; else -1. */
export function firstOfSeveral(columns: TreeColumns, level: number, source: Source, nodes: Uint32Array): number {
  let first = -1;
  for (const node of nodes) {
    const version = versionAt(columns, node, level);
    if (version < 0 || columns.versionSource[version] !== source || !isPresent(columns.versionBits[version] ?? 0))
      continue;
    if (first >= 0) return first;
    first = node;
  }
  return -1;
}
