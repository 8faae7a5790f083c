import { type MergedTree, type NodeId, showBytes, type Version } from '@stratascope/core';
import { type ChangedValueJson, changedValues, type PathStateJson, pathStateJson } from './path-state-json';

/** The life of a path, as `why --json` prints it. */
export interface LifeJson {
  readonly path: string;
  readonly pathHex?: string;
  /** What is seen at the top of the image. */
  readonly state: PathStateJson | null;
  /** Bytes that all versions brought. */
  readonly shippedBytes: number;
  /** Of those, the dead at the top. */
  readonly deadBytes: number;
  /** Oldest first. */
  readonly versions: readonly VersionJson[];
}

interface VersionJson extends Pick<Version, 'layer' | 'change' | 'broughtBytes'> {
  readonly changed: readonly ChangedValueJson[];
  readonly how?: NonNullable<Version['how']>;
  readonly removedAt?: string;
  readonly removedAtHex?: string;
  readonly killed?: NonNullable<Version['killed']>;
  readonly death?: NonNullable<Version['death']>;
  readonly state: PathStateJson | null;
}

export function lifeJson(tree: MergedTree, node: NodeId): LifeJson {
  const { text, hex } = showBytes(tree.path(node));
  const versions = tree.versions(node);
  return {
    path: text,
    ...(hex === undefined ? {} : { pathHex: hex }),
    state: pathStateJson(tree, node, tree.layerCount),
    shippedBytes: sumBrought(versions),
    deadBytes: sumBrought(versions.filter(({ death }) => death !== null)),
    versions: versions.map((version, at) => versionJson(tree, node, version, versions[at - 1])),
  };
}

function versionJson(tree: MergedTree, node: NodeId, version: Version, last: Version | undefined): VersionJson {
  const { layer, change, broughtBytes, how, removedAt, killed, death } = version;
  const state = pathStateJson(tree, node, layer);
  // Of one that is added again: what it was before it was removed.
  const levelBefore = last?.change === 'removed' ? last.layer - 1 : layer - 1;
  const removal = removedAt === null ? null : showBytes(tree.path(removedAt));
  return {
    layer,
    change,
    changed: changedValues(version.changed, pathStateJson(tree, node, levelBefore), state),
    broughtBytes,
    ...(how === null ? {} : { how }),
    ...(removal === null ? {} : { removedAt: removal.text }),
    ...(removal?.hex === undefined ? {} : { removedAtHex: removal.hex }),
    ...(killed === null ? {} : { killed }),
    ...(death === null ? {} : { death }),
    state,
  };
}

const sumBrought = (versions: readonly Version[]) => versions.reduce((sum, { broughtBytes }) => sum + broughtBytes, 0);
