import { textToByteString } from '../model/byte-string';
import { columnsOf } from '../tree/columnar-tree';
import type { MergedTree, NodeId } from '../tree/merged-tree';
import { foldCase, foldedName, nodesNamed } from '../tree/name-text';
import { ROOT_NODE, type TreeColumns, versionAt } from '../tree/tree-columns';
import { ChangeCode, changeOf } from '../tree/version-bits';

export interface NameSearch {
  /** Found anywhere in a name; with slashes, in the end of a path: `lib/py` is `/usr/lib/python3`, `lib/` is `/usr/lib`. */
  readonly text: string;
  /** Only paths that are there at this level or were removed up to it; null: paths of all levels. */
  readonly level?: number | null;
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: number | null;
}

export interface NameMatch {
  readonly node: NodeId;
  /** Layers that have a version of the path, ascending; directories merely repeated are none. */
  readonly layers: readonly number[];
}

export interface NameMatches {
  /** In the order of `ls`. */
  readonly matches: readonly NameMatch[];
  /** For the page after; null: there is none. */
  readonly next: number | null;
}

/** Live and removed paths by their names, whatever the case of ASCII letters. Costs a scan up to the last match of the page. */
export function searchNames(tree: MergedTree, { text, level, limit, cursor }: NameSearch): NameMatches {
  const columns = columnsOf(tree);
  const matches: NameMatch[] = [];
  for (const node of matchingNodes(columns, text, level ?? null, cursor ?? 0)) {
    if (matches.length === limit) return { matches, next: node };
    matches.push({ node: node as NodeId, layers: layersOf(columns, node) });
  }
  return { matches, next: null };
}

/** How many paths a search finds in all, or null where there are more than `most`. */
export function countNames(
  tree: MergedTree,
  { text, level }: Pick<NameSearch, 'text' | 'level'>,
  most: number,
): number | null {
  let count = 0;
  for (const _ of matchingNodes(columnsOf(tree), text, level ?? null, 0)) if (++count > most) return null;
  return count;
}

function* matchingNodes(columns: TreeColumns, text: string, level: number | null, first: number): Generator<number> {
  const pattern = parsePattern(text);
  if (pattern === null) return;
  for (const node of nodesNamed(columns, pattern.name, first)) {
    if (level !== null && versionAt(columns, node, level) < 0) continue;
    if (isMatch(columns, node, pattern)) yield node;
  }
}

interface Pattern {
  /** What the name has to hold. */
  readonly name: string;
  /** Names of the directories above, from the nearest; the last only has to end so. Empty: the name may hold it anywhere. */
  readonly above: readonly string[];
  /** The text ends with a slash: it is about directories, and the name ends there. */
  readonly isDirectory: boolean;
}

function parsePattern(text: string): Pattern | null {
  const folded = foldCase(textToByteString(text));
  const isDirectory = folded.endsWith('/');
  const parts = (isDirectory ? folded.slice(0, -1) : folded).split('/').reverse();
  const [name = '', ...above] = parts;
  return name === '' ? null : { name, above, isDirectory };
}

function isMatch(columns: TreeColumns, node: number, { name, above, isDirectory }: Pattern): boolean {
  if (above.length === 0 && !isDirectory) return true;
  if (isDirectory && columns.belowCount[node] === 0) return false;
  const ownName = foldedName(columns, node);
  if (above.length > 0 && !ownName.startsWith(name)) return false;
  if (isDirectory && !ownName.endsWith(name)) return false;
  if (above.length > 0 && isDirectory && ownName !== name) return false;

  let directory = node;
  for (const [position, part] of above.entries()) {
    if (directory === ROOT_NODE) return false;
    directory = columns.parent[directory] ?? ROOT_NODE;
    const directoryName = foldedName(columns, directory);
    const isOutermost = position === above.length - 1;
    if (isOutermost ? !directoryName.endsWith(part) : directoryName !== part) return false;
  }
  return true;
}

function layersOf(columns: TreeColumns, node: number): readonly number[] {
  const layers: number[] = [];
  for (let version = columns.versionStart[node] ?? 0; version < (columns.versionStart[node + 1] ?? 0); version++) {
    const layer = columns.versionLayer[version] ?? 0;
    if (layer > 0 && changeOf(columns.versionBits[version] ?? 0) !== ChangeCode.repeated) layers.push(layer);
  }
  return layers;
}
