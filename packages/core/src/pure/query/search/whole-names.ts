import type { ByteString } from '../../model/byte-string';
import { nameText } from '../../tree/name-text';
import { nodeName } from '../../tree/node-path';
import { ROOT_NODE, type TreeColumns } from '../../tree/tree-columns';
import { matchesGlob } from '../language/glob';
import type { GlobName, PathTest } from '../language/query';

/** Whether a path is made of whole names as a glob or a quoted text says: from its end up, or from the root. */
export function hasWholeNames(
  columns: TreeColumns,
  node: number,
  test: Extract<PathTest, { readonly kind: 'glob' | 'exact' }>,
): boolean {
  if (node === ROOT_NODE) return false;
  const { names, isAnchored } = test;
  const matches =
    test.kind === 'exact'
      ? (at: number, name: GlobName | ByteString) => nodeName(columns, at) === name
      : (at: number, name: GlobName | ByteString) =>
          typeof name !== 'string' && matchesGlob(name, foldedName(columns, at));
  return endsWith(columns, node, names, isAnchored, matches);
}

function foldedName(columns: TreeColumns, node: number): string {
  return nameText(columns).slice(columns.nameStart[node], columns.nameStart[node + 1]);
}

/** From the last name up; only the newest `**` is ever tried again. */
function endsWith(
  columns: TreeColumns,
  node: number,
  names: readonly (GlobName | ByteString)[],
  isAnchored: boolean,
  matches: (node: number, name: GlobName | ByteString) => boolean,
): boolean {
  const parentOf = (at: number) => columns.parent[at] ?? ROOT_NODE;
  let at = node;
  let name = names.length - 1;
  let anyName = -1;
  let anyAt = ROOT_NODE;
  for (;;) {
    const wanted = names[name];
    if (wanted === 'any') {
      anyName = name--;
      anyAt = at;
      continue;
    }
    if (wanted === undefined) {
      if (!isAnchored || at === ROOT_NODE) return true;
    } else if (at !== ROOT_NODE && matches(at, wanted)) {
      at = parentOf(at);
      name--;
      continue;
    }
    if (anyName < 0 || anyAt === ROOT_NODE) return false;
    anyAt = parentOf(anyAt);
    at = anyAt;
    name = anyName - 1;
  }
}
