import { EntryKind } from '../layer-index/layer-index';
import { attributesChangedSince } from './changed-attributes';
import { firstOfSeveral } from './hard-links';
import { unpackDeath } from './inode-table';
import type { NodeId, Version } from './merged-tree';
import { stateOfVersion } from './node-state';
import type { TreeColumns } from './tree-columns';
import { CHANGE_KINDS, ChangeCode, changeOf, isPresent, REMOVAL_CAUSES, removalOf, typeOf } from './version-bits';

/** The versions of a path, oldest first; directories merely repeated, and the root that no layer declares, are none. */
export function versionsOf(columns: TreeColumns, node: number): readonly Version[] {
  const versions: Version[] = [];
  for (let version = columns.versionStart[node] ?? 0; version < (columns.versionStart[node + 1] ?? 0); version++) {
    if (columns.versionLayer[version] === 0) continue;
    if (changeOf(columns.versionBits[version] ?? 0) === ChangeCode.repeated) continue;
    versions.push(describeVersion(columns, node, version));
  }
  return versions;
}

/** One version of a node with what it brought and killed (rule 24). */
export function describeVersion(columns: TreeColumns, node: number, version: number): Version {
  const bits = columns.versionBits[version] ?? 0;
  const layer = columns.versionLayer[version] ?? 0;
  const isThere = isPresent(bits);
  const before = version > (columns.versionStart[node] ?? 0) ? version - 1 : -1;
  const source = columns.versionSource[version] ?? 0;
  const brought = isThere && bringsBytes(columns, node, version);
  return {
    layer,
    change: CHANGE_KINDS[changeOf(bits)] ?? 'added',
    changed: attributesChangedSince(columns, before, version),
    how: isThere ? null : (REMOVAL_CAUSES[removalOf(bits)] ?? 'replaced'),
    removedAt: isThere ? null : (source as NodeId),
    broughtBytes: brought ? columns.entries.size(source) : 0,
    killed: killedBy(columns, node, version),
    death: brought ? unpackDeath(columns.deaths[source] ?? 0) : null,
    state: isThere ? stateOfVersion(columns, node, version, hardLinkName(columns, version)) : null,
  };
}

/** Whether the version's layer brought the bytes seen, and this is the name at which they count. */
export function bringsBytes(columns: TreeColumns, node: number, version: number): boolean {
  const source = columns.versionSource[version] ?? 0;
  if (typeOf(columns.versionBits[version] ?? 0) !== EntryKind.file) return false;
  if (columns.entries.layerOf(source) !== columns.versionLayer[version]) return false;
  return (hardLinkName(columns, version) ?? node) === node;
}

/** The bytes of the version before, if they died by this one and counted at this name. */
export function killedBy(columns: TreeColumns, node: number, version: number): Version['killed'] {
  const before = version - 1;
  if (before < (columns.versionStart[node] ?? 0)) return null;
  const bits = columns.versionBits[before] ?? 0;
  if (!isPresent(bits) || typeOf(bits) !== EntryKind.file) return null;
  const source = columns.versionSource[before] ?? 0;
  const layer = columns.versionLayer[version] ?? 0;
  const death = unpackDeath(columns.deaths[source] ?? 0);
  if (death === null || death.layer !== layer) return null;
  if ((nameAt(columns, source, layer - 1) ?? node) !== node) return null;
  return { cause: death.cause, bytes: columns.entries.size(source), layer: columns.entries.layerOf(source) };
}

function hardLinkName(columns: TreeColumns, version: number): NodeId | null {
  return nameAt(columns, columns.versionSource[version] ?? 0, columns.versionLayer[version] ?? 0);
}

function nameAt(columns: TreeColumns, source: number, level: number): NodeId | null {
  const nodes = columns.linkedNames.get(source);
  if (nodes === undefined) return null;
  const first = firstOfSeveral(columns, level, source, nodes);
  return first < 0 ? null : (first as NodeId);
}
