import { columnsOf, viewOf } from '../../tree/columnar-tree';
import type { Ghost, MergedTree, NodeId, NodeState } from '../../tree/merged-tree';
import { ghostAt, stateOfVersion } from '../../tree/node-state';
import { ChangeCode, changeOf } from '../../tree/version-bits';
import { PathLook, type PathStanding } from './path-look';
import type { SearchQuestion } from './path-search';

/** What a search says of a path that it found. */
export interface FoundPath {
  readonly node: NodeId;
  readonly standing: PathStanding;
  /** What is seen, was seen last, or is seen where it first comes. */
  readonly state: NodeState;
  /** Who removed it; null unless it is removed. */
  readonly removedBy: Ghost['removedBy'] | null;
  /** Layers of the image that have a version of the path, ascending; directories merely repeated are none. */
  readonly layers: readonly number[];
}

/** A path that a search found, as of the level that it asked for. */
export function describeFound(tree: MergedTree, node: NodeId, { level }: Pick<SearchQuestion, 'level'>): FoundPath {
  const columns = columnsOf(tree);
  const look = new PathLook(columns, level, true);
  look.at(node);
  const { standing, seen } = look;
  const link = standing === 'live' ? viewOf(tree, level).linkNames.get(columns.versionSource[seen] ?? 0) : undefined;
  return {
    node,
    standing,
    state: stateOfVersion(columns, node, seen, link ?? null),
    removedBy: standing === 'removed' ? (ghostAt(columns, node, level)?.removedBy ?? null) : null,
    layers: layersOf(tree, node),
  };
}

function layersOf(tree: MergedTree, node: NodeId): readonly number[] {
  const { versionStart, versionLayer, versionBits } = columnsOf(tree);
  const layers: number[] = [];
  for (let version = versionStart[node] ?? 0; version < (versionStart[node + 1] ?? 0); version++) {
    const layer = versionLayer[version] ?? 0;
    if (layer > 0 && changeOf(versionBits[version] ?? 0) !== ChangeCode.repeated) layers.push(layer);
  }
  return layers;
}
