import { type LsRow, lsRow, type MergedTree, type NodeId } from '@stratascope/core';

/** What is seen at a path, as the fields of rule 25 without the path itself. */
export type PathStateJson = Omit<LsRow, 'path' | 'pathHex'>;

/** An attribute that differs, before and after, as it stands in the rows. */
export interface ChangedValueJson {
  readonly attribute: ChangedAttribute;
  readonly before: string | number | Readonly<Record<string, string>> | null;
  readonly after: string | number | Readonly<Record<string, string>> | null;
}

type ChangedAttribute = 'mode' | 'uid' | 'gid' | 'mtime' | 'xattrs';

/** What is seen at a level; null where nothing is. */
export function pathStateJson(tree: MergedTree, node: NodeId, level: number): PathStateJson | null {
  const row = lsRow(tree, node, level);
  if (row === null) return null;
  const { path: _path, pathHex: _pathHex, ...state } = row;
  return state;
}

/** The values of the attributes that differ. */
export function changedValues(
  attributes: readonly ChangedAttribute[],
  before: PathStateJson | null,
  after: PathStateJson | null,
): readonly ChangedValueJson[] {
  return attributes.map((attribute) => ({
    attribute,
    before: before?.[attribute] ?? null,
    after: after?.[attribute] ?? null,
  }));
}
