import type { EntryTable, Source } from './entry-table';
import { groupVersions, type VersionColumns } from './group-versions';
import type { InodeTable } from './inode-table';
import type { InsideLog } from './inside-log';
import { keepNodes } from './kept-nodes';
import { NodeGroups } from './node-groups';
import type { NumberedPaths } from './number-paths';
import { inRanges, type Steps } from './steps';
import { ROOT_NODE, type TreeColumns } from './tree-columns';
import { isLinkName, isPresent } from './version-bits';
import type { VersionLog } from './version-log';

/** What is left when all layers are applied. */
export interface AppliedLayers {
  readonly entries: EntryTable;
  readonly versions: VersionLog;
  readonly inodes: InodeTable;
  readonly changed: InsideLog;
}

/** The columns of a tree whose layers are all applied. */
export function* finishTree(
  numbered: NumberedPaths,
  { entries, versions, inodes, changed }: AppliedLayers,
): Steps<TreeColumns> {
  const layerCount = entries.layers.length;
  const { nodes, numberOf } = yield* keepNodes(numbered, versions);
  const { nodeCount } = nodes;
  const grouped = yield* groupVersions(versions, numberOf, { nodeCount, layerCount });
  return {
    entries,
    layerCount,
    nodeCount,
    parent: nodes.parent,
    nameStart: nodes.nameStart,
    names: nodes.names,
    belowCount: nodes.belowCount,
    ...(yield* groupChildren(nodes.parent)),
    ...grouped,
    ...(yield* groupInside(changed, numberOf, nodeCount)),
    deaths: inodes.deaths,
    bytes: inodes.bytes.facts(),
    linkedNames: yield* linkedNames(entries.end, nodeCount, grouped),
  };
}

/** Children by parent; those of one are by name, because so are the nodes. */
function* groupChildren(parent: Uint32Array): Steps<Pick<TreeColumns, 'childStart' | 'children'>> {
  const groups = new NodeGroups(parent.length);
  // The root is its own parent, but not its own child.
  yield* inRanges(parent.length, (from, to) => {
    for (let node = Math.max(from, 1); node < to; node++) groups.count(parent[node] ?? ROOT_NODE);
  });
  yield* groups.addUp();
  const children = new Uint32Array(parent.length - 1);
  yield* inRanges(parent.length, (from, to) => {
    for (let node = Math.max(from, 1); node < to; node++) children[groups.place(parent[node] ?? ROOT_NODE)] = node;
  });
  return { childStart: groups.start, children };
}

/** Pairs come in the order of layers, and so stay those of one directory. */
function* groupInside(
  { count, directory, layer }: InsideLog,
  numberOf: Uint32Array | null,
  nodeCount: number,
): Steps<Pick<TreeColumns, 'insideStart' | 'insideLayer'>> {
  const node = (pair: number) => {
    const old = directory[pair] ?? ROOT_NODE;
    return numberOf === null ? old : (numberOf[old] ?? ROOT_NODE);
  };
  const groups = new NodeGroups(nodeCount);
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++) groups.count(node(pair));
  });
  yield* groups.addUp();
  const insideLayer = new Uint32Array(count);
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++) insideLayer[groups.place(node(pair))] = layer[pair] ?? 0;
  });
  return { insideStart: groups.start, insideLayer };
}

/** Who ever was a name of an inode that has had hard links. */
function* linkedNames(
  sourceEnd: number,
  nodeCount: number,
  { versionStart, versionSource, versionBits }: VersionColumns,
): Steps<ReadonlyMap<Source, Uint32Array>> {
  let isLinked: Uint8Array | null = null;
  yield* inRanges(versionBits.length, (from, to) => {
    for (let version = from; version < to; version++) {
      const bits = versionBits[version] ?? 0;
      if (!isPresent(bits) || !isLinkName(bits)) continue;
      isLinked ??= new Uint8Array(sourceEnd);
      isLinked[versionSource[version] ?? 0] = 1;
    }
  });
  if (isLinked === null) return new Map();
  const hasLinks: Uint8Array = isLinked;
  const names = new Map<Source, number[]>();
  yield* inRanges(nodeCount, (from, to) => {
    for (let node = from; node < to; node++) {
      for (let version = versionStart[node] ?? 0; version < (versionStart[node + 1] ?? 0); version++) {
        const source = versionSource[version] ?? 0;
        if (!isPresent(versionBits[version] ?? 0) || hasLinks[source] === 0) continue;
        const nodes = names.get(source);
        if (nodes === undefined) names.set(source, [node]);
        else if (nodes.at(-1) !== node) nodes.push(node);
      }
    }
  });
  return new Map([...names].map(([source, nodes]) => [source, Uint32Array.from(nodes)]));
}
