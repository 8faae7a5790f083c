import { EntryKind } from '../../layer-index/layer-index';
import { IMPLIED } from '../../tree/entry-table';
import type { MergedTree } from '../../tree/merged-tree';
import { broughtChange } from '../../tree/net-change';
import { type TreeColumns, versionAt } from '../../tree/tree-columns';
import { CHANGE_KINDS, ChangeCode, changeOf } from '../../tree/version-bits';
import { FILE_KINDS, kindsByName } from './file-kind';
import type { BytesScope } from './unit-sums';

/** By what live bytes are told apart, besides the layer that brought them. */
export type BytesGrouping = 'change' | 'kind';

/** Names of groups: what change brought the bytes, or of what kind the file is. */
export interface BytesGroups {
  readonly names: readonly string[];
  /** Position in `names` of a node that is visible. */
  of(node: number): number;
}

export function bytesGroups(
  tree: MergedTree,
  columns: TreeColumns,
  grouping: BytesGrouping,
  scope: BytesScope,
): BytesGroups {
  return grouping === 'kind' ? kindGroups(tree, columns, scope) : changeGroups(columns, scope);
}

/** What the name does not tell, the right to be run does. */
function kindGroups(tree: MergedTree, columns: TreeColumns, { level }: BytesScope): BytesGroups {
  const byName = kindsByName(tree, columns);
  const program = FILE_KINDS.indexOf('program');
  return {
    names: FILE_KINDS,
    of: (node) => {
      const kind = byName[node] ?? 0;
      return kind === 0 && isRunnable(columns, node, level) ? program : kind;
    },
  };
}

const ANY_RUN = 0o111;

function isRunnable(columns: TreeColumns, node: number, level: number): boolean {
  const source = columns.versionSource[versionAt(columns, node, level)] ?? IMPLIED;
  if (source <= IMPLIED) return false;
  const { layer, entry } = columns.entries.refOf(source);
  const index = columns.entries.index(layer);
  return index.kind[entry] === EntryKind.file && ((index.mode[entry] ?? 0) & ANY_RUN) !== 0;
}

/** Without a range: what the layer that is seen did. With one: what the range did. */
function changeGroups(columns: TreeColumns, { level, from }: BytesScope): BytesGroups {
  return {
    names: CHANGE_KINDS,
    of: (node) => {
      if (from > 0) return broughtChange(columns, node, from, level)?.change ?? ChangeCode.identical;
      return changeOf(columns.versionBits[versionAt(columns, node, level)] ?? 0);
    },
  };
}
