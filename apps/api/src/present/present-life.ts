import {
  followLink,
  type LinkStep,
  layersInside,
  type MergedTree,
  type NodeId,
  type NodeState,
  showBytes,
  sumsBeforeRemoval,
  type Version,
  victimsOf,
} from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import type { PathAnswer, PathVersion } from '@stratascope/protocol';
import { presentPath } from './present-problem';
import { type OwnerNames, presentChangedValues, presentState } from './present-state';

/** Other names of an inode that are listed: a store of package managers can have thousands. */
const MOST_LINKS = 100;

/** The life of a path (rule 24), judged at a level. `namesAt`: the owners' names at a level, each as its own files say. */
export async function presentLife(
  image: LoadedImage,
  node: NodeId,
  level: number,
  namesAt: (level: number) => Promise<OwnerNames>,
): Promise<PathAnswer> {
  const { tree } = image;
  const versions = tree.versions(node);
  const state = tree.stateAt(node, level);
  const ghost = tree.ghostAt(node, level);
  const sum = (bytes: (version: Version) => number) => versions.reduce((total, version) => total + bytes(version), 0);
  const names = await Promise.all(versions.map((version) => namesAt(version.layer)));
  const { bytes, entries } =
    ghost === null ? tree.subtree(node, level) : sumsBeforeRemoval(tree, node, ghost.removedBy.layer);
  return {
    ref: image.source.ref.ref,
    ...presentPath(tree.path(node)),
    level,
    type: state?.type ?? ghost?.type ?? versions.find((version) => version.state !== null)?.state?.type ?? 'dir',
    state: state === null ? null : presentState(tree, state, await namesAt(level)),
    ghost: ghost === null ? null : { ...ghost.removedBy, size: ghost.type === 'dir' ? bytes : ghost.size },
    versions: versions
      .map((version, at) => presentVersion(tree, node, version, stateBefore(versions, at), names[at]))
      .reverse(),
    insideLayers: insideLayers(tree, node, versions),
    unknownLayers: image.layers.filter((layer) => layer.state !== 'ok').map((layer) => layer.layer),
    shippedBytes: sum(({ broughtBytes }) => broughtBytes),
    deadBytes: sum(({ broughtBytes, death }) => (death === null ? 0 : broughtBytes)),
    size: (state ?? ghost)?.type === 'dir' ? bytes : ((state ?? ghost)?.size ?? 0),
    entries: (state ?? ghost)?.type === 'dir' ? entries : 0,
    target: state?.type === 'symlink' ? presentTarget(tree, node, level) : null,
    links: tree
      .hardLinks(node, level)
      .slice(0, MOST_LINKS)
      .map((other) => ({ ...presentPath(tree.path(other)), layer: tree.stateAt(other, level)?.layer ?? 0 })),
  };
}

function presentVictims(tree: MergedTree, node: NodeId, layer: number): PathVersion['victims'] & object {
  const { entries, bytesByLayer } = victimsOf(tree, node, layer);
  return { entries, bytesByLayer: [...bytesByLayer].sort(([one], [other]) => one - other) };
}

function presentTarget(tree: MergedTree, link: NodeId, level: number): PathAnswer['target'] {
  const { outcome, path, steps } = followLink(tree, link, level);
  return {
    ...presentPath(path),
    outcome: outcome !== 'missing' ? outcome : tree.find(path) === null ? 'nowhere' : 'absent',
    steps: steps.map(presentLinkStep),
  };
}

function presentLinkStep({ path, link, layer }: LinkStep): NonNullable<PathAnswer['target']>['steps'][number] {
  const { text, hex } = showBytes(link);
  return { ...presentPath(path), link: text, ...(hex === undefined ? {} : { linkHex: hex }), layer };
}

function presentVersion(
  tree: MergedTree,
  node: NodeId,
  version: Version,
  before: NodeState | null,
  names: OwnerNames | undefined,
): PathVersion {
  const { layer, change, how, removedAt, broughtBytes, killed, death, state } = version;
  return {
    layer,
    change,
    changed: [...presentChangedValues(tree, version, before, state)],
    ...(how === null ? {} : { how }),
    ...(removedAt === null ? {} : { removedAt: presentPath(tree.path(removedAt)) }),
    broughtBytes,
    ...(killed === null ? {} : { killed }),
    ...(death === null ? {} : { death }),
    ...(change === 'removed' || change === 'replaced' ? { victims: presentVictims(tree, node, layer) } : {}),
    state: state === null ? null : presentState(tree, state, names),
  };
}

/** What was seen before a version; before one that adds the path again, what was seen before it was removed. */
function stateBefore(versions: readonly Version[], at: number): NodeState | null {
  return versions.slice(0, at).findLast(({ state }) => state !== null)?.state ?? null;
}

/** Layers that changed things inside a folder that was there before; what made it new brought all that is in it. */
function insideLayers(tree: MergedTree, node: NodeId, versions: readonly Version[]): number[] {
  const making: ReadonlySet<Version['change']> = new Set(['added', 're-added', 'replaced', 'removed']);
  const madeIn = new Set(versions.filter(({ change }) => making.has(change)).map(({ layer }) => layer));
  return layersInside(tree, node).filter((layer) => !madeIn.has(layer));
}
