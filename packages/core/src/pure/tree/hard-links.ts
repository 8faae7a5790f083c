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
