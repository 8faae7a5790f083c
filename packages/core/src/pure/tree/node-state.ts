import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import type { ByteString } from '../model/byte-string';
import { IMPLIED } from './entry-table';
import type { LevelView } from './level-view';
import type { Ghost, NodeId, NodeState } from './merged-tree';
import { nodeType } from './node-type';
import { type TreeColumns, versionAt } from './tree-columns';
import { isPresent, REMOVAL_CAUSES, removalOf, typeOf } from './version-bits';

const NO_XATTRS: ReadonlyMap<ByteString, Uint8Array> = new Map();
const IMPLIED_MODE = 0o755;
const NO_LINK = '' as ByteString;

/** What is seen at the node at the view's level, or null where nothing is. */
export function stateAt(columns: TreeColumns, node: number, view: LevelView): NodeState | null {
  const version = versionAt(columns, node, view.level);
  if (version < 0 || !isPresent(columns.versionBits[version] ?? 0)) return null;
  return stateOfVersion(columns, node, version, view.linkNames.get(columns.versionSource[version] ?? 0) ?? null);
}

/** What a version shows. `hardLinkOf` depends on the level that is looked at. */
export function stateOfVersion(
  columns: TreeColumns,
  node: number,
  version: number,
  hardLinkOf: number | null,
): NodeState {
  const source = columns.versionSource[version] ?? 0;
  const type = typeOf(columns.versionBits[version] ?? 0);
  const layer = columns.versionLayer[version] ?? 0;
  if (source === IMPLIED) return impliedDirectory(node, layer);
  const ref = columns.entries.refOf(source);
  const index = columns.entries.index(ref.layer);
  return {
    node: node as NodeId,
    type: nodeType(type),
    mode: index.mode[ref.entry] ?? 0,
    uid: index.uid(ref.entry),
    gid: index.gid(ref.entry),
    mtime: index.mtime(ref.entry),
    ...contentOf(index, ref.entry, type),
    xattrs: index.xattrs(ref.entry),
    isImplied: false,
    layer,
    source: ref,
    hardLinkOf: hardLinkOf as NodeId | null,
  };
}

function impliedDirectory(node: number, layer: number): NodeState {
  return {
    node: node as NodeId,
    type: 'dir',
    mode: IMPLIED_MODE,
    uid: 0,
    gid: 0,
    mtime: null,
    size: 0,
    sha256: null,
    link: NO_LINK,
    device: null,
    xattrs: NO_XATTRS,
    isImplied: true,
    layer,
    source: null,
    hardLinkOf: null,
  };
}

function contentOf(
  index: LayerIndex,
  entry: number,
  type: number,
): Pick<NodeState, 'size' | 'sha256' | 'link' | 'device'> {
  const isDevice = type === EntryKind.char || type === EntryKind.block;
  return {
    size: type === EntryKind.file ? index.size(entry) : 0,
    sha256: type === EntryKind.file ? index.sha256(entry) : null,
    link: type === EntryKind.symlink ? index.link(entry) : NO_LINK,
    device: isDevice ? index.device(entry) : null,
  };
}

/** Rule 24; null where the path is there, or never was at a level below. */
export function ghostAt(columns: TreeColumns, node: number, level: number): Ghost | null {
  const version = versionAt(columns, node, level);
  const bits = version < 0 ? 0 : (columns.versionBits[version] ?? 0);
  if (version < 0 || isPresent(bits)) return null;
  // A removal is always the version right behind one that was there.
  const last = version - 1;
  const type = typeOf(columns.versionBits[last] ?? 0);
  return {
    node: node as NodeId,
    type: nodeType(type),
    size: type === EntryKind.file ? columns.entries.size(columns.versionSource[last] ?? 0) : 0,
    removedBy: { layer: columns.versionLayer[version] ?? 0, how: REMOVAL_CAUSES[removalOf(bits)] ?? 'replaced' },
    layer: columns.versionLayer[last] ?? 0,
  };
}
