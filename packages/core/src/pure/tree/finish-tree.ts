import type { EntryTable, Source } from './entry-table';
import { groupByFolder } from './group-by-folder';
import { groupVersions, type VersionColumns } from './group-versions';
import type { InodeTable } from './inode-table';
import type { InsideLog } from './inside-log';
import { keepNodes } from './kept-nodes';
import type { NumberedPaths } from './number-paths';
import { inRanges, type Steps } from './steps';
import type { TreeColumns } from './tree-columns';
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
  const inside = { changed, numberOf, layerCount };
  const grouped = yield* groupVersions(versions, numberOf, { nodeCount, layerCount });
  return {
    entries,
    layerCount,
    nodeCount,
    parent: nodes.parent,
    nameStart: nodes.nameStart,
    names: nodes.names,
    folders: yield* groupByFolder(nodes, inside),
    ...grouped,
    deaths: inodes.deaths,
    bytes: inodes.bytes.facts(),
    linkedNames: yield* linkedNames(entries.end, nodeCount, grouped),
  };
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
