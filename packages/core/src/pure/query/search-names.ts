import { textToByteString } from '../model/byte-string';
import { columnsOf } from '../tree/columnar-tree';
import type { MergedTree, NodeId } from '../tree/merged-tree';
import { foldCase, nameText, nodesNamed } from '../tree/name-text';
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
  for (const node of pattern.above.length === 0
    ? nodesByName(columns, pattern, first)
    : nodesByPath(columns, pattern, first)) {
    if (level === null || versionAt(columns, node, level) >= 0) yield node;
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

/** Nodes whose name holds the text; of directories it has to be the end. */
function* nodesByName(columns: TreeColumns, { name, isDirectory }: Pattern, first: number): Generator<number> {
  for (const node of nodesNamed(columns, name, first)) {
    if (!isDirectory || (isDirectoryNode(columns, node) && nameEndsWith(columns, node, name))) yield node;
  }
}

/** Nodes whose name begins with the text (of directories: is it), in directories named as the pattern says. */
function* nodesByPath(columns: TreeColumns, pattern: Pattern, first: number): Generator<number> {
  const { nodeCount, nameStart, parent } = columns;
  const { name, above, isDirectory } = pattern;
  const text = nameText(columns);
  const firstCharacter = name.charCodeAt(0);
  // Of each directory once: one more than whether it is named as wanted.
  const verdicts = new Uint8Array(nodeCount);
  for (let node = Math.max(first, ROOT_NODE + 1); node < nodeCount; node++) {
    const start = nameStart[node] ?? 0;
    if (text.charCodeAt(start) !== firstCharacter || !text.startsWith(name, start)) continue;
    const length = (nameStart[node + 1] ?? 0) - start;
    if (length < name.length) continue;
    if (isDirectory && (length !== name.length || !isDirectoryNode(columns, node))) continue;
    const directory = parent[node] ?? ROOT_NODE;
    verdicts[directory] ||= isPathEnd(columns, directory, above) ? 2 : 1;
    if (verdicts[directory] === 2) yield node;
  }
}

/** Whether a directory and those above it are named so, from the nearest; of the last one it has to be the end. */
function isPathEnd(columns: TreeColumns, nearest: number, above: readonly string[]): boolean {
  let directory = nearest;
  for (const [position, part] of above.entries()) {
    if (!nameEndsWith(columns, directory, part)) return false;
    if (position === above.length - 1) return true;
    const length = (columns.nameStart[directory + 1] ?? 0) - (columns.nameStart[directory] ?? 0);
    if (length !== part.length || directory === ROOT_NODE) return false;
    directory = columns.parent[directory] ?? ROOT_NODE;
  }
  return true;
}

function nameEndsWith(columns: TreeColumns, node: number, part: string): boolean {
  const start = (columns.nameStart[node + 1] ?? 0) - part.length;
  return start >= (columns.nameStart[node] ?? 0) && nameText(columns).startsWith(part, start);
}

/** Something is, or was, below it. */
function isDirectoryNode(columns: TreeColumns, node: number): boolean {
  return columns.belowCount[node] !== 0;
}

function layersOf(columns: TreeColumns, node: number): readonly number[] {
  const layers: number[] = [];
  for (let version = columns.versionStart[node] ?? 0; version < (columns.versionStart[node + 1] ?? 0); version++) {
    const layer = columns.versionLayer[version] ?? 0;
    if (layer > 0 && changeOf(columns.versionBits[version] ?? 0) !== ChangeCode.repeated) layers.push(layer);
  }
  return layers;
}
