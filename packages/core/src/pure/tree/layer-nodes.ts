import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import { hashPath, NO_NODE, type NodeTable, ROOT_HASH } from './node-table';

/**
 * The node of each path of a layer, by path id. Paths that the layer brings entries to, and their ancestors, become
 * nodes; those it only names (as hidden by a mark, as a link's target) are {@link NO_NODE} where no layer so far has them.
 */
export function mapPathsToNodes(nodes: NodeTable, index: LayerIndex): Uint32Array {
  const { pathCount, pathParent, nameStart, names } = index;
  const isBrought = broughtPaths(index);
  const hashes = hashPaths(index);
  const nodeOf = new Uint32Array(pathCount);
  for (let path = 1; path < pathCount; path++) {
    const parent = nodeOf[pathParent[path] ?? 0] ?? 0;
    const hash = hashes[path] ?? 0;
    const start = nameStart[path] ?? 0;
    const end = nameStart[path + 1] ?? 0;
    if (isBrought[path] === 1) nodeOf[path] = nodes.findOrAdd(parent, hash, names, start, end);
    else nodeOf[path] = parent === NO_NODE ? NO_NODE : nodes.find(parent, hash, names, start, end);
  }
  return nodeOf;
}

/** In a pass of its own: so that look-ups do not wait for one another. */
function hashPaths({ pathCount, pathParent, nameStart, names }: LayerIndex): Int32Array {
  const hashes = new Int32Array(pathCount);
  hashes[0] = ROOT_HASH;
  for (let path = 1; path < pathCount; path++) {
    const parentHash = hashes[pathParent[path] ?? 0] ?? 0;
    hashes[path] = hashPath(parentHash, names, nameStart[path] ?? 0, nameStart[path + 1] ?? 0);
  }
  return hashes;
}

function broughtPaths(index: LayerIndex): Uint8Array {
  const isBrought = new Uint8Array(index.pathCount);
  for (let entry = 0; entry < index.entryCount; entry++) {
    if ((index.kind[entry] ?? 0) >= EntryKind.whiteout || index.isHidden(entry)) continue;
    isBrought[index.path[entry] ?? 0] = 1;
  }
  // A parent's id is smaller than its child's.
  for (let path = index.pathCount - 1; path > 0; path--) {
    if (isBrought[path] === 1) isBrought[index.pathParent[path] ?? 0] = 1;
  }
  return isBrought;
}
