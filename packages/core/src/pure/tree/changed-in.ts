import { describeVersion } from './history';
import type { Version } from './merged-tree';
import type { TreeColumns } from './tree-columns';
import { isChange } from './version-bits';

/** The newest layer up to a level that changed something inside a directory; 0: none did. */
export function changedInside(columns: TreeColumns, node: number, level: number): number {
  if (!columns.folders.has(node)) return 0;
  const layers = columns.folders.layersInside(node);
  let low = 0;
  let high = layers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((layers[middle] ?? 0) <= level) low = middle + 1;
    else high = middle;
  }
  return layers[low - 1] ?? 0;
}

/** The newest version up to a level that changed the path itself, or -1. The root's own of layer 0 is none. */
export function newestChange(columns: TreeColumns, node: number, level: number): number {
  const start = columns.versionStart[node] ?? 0;
  for (let version = (columns.versionStart[node + 1] ?? 0) - 1; version >= start; version--) {
    const layer = columns.versionLayer[version] ?? 0;
    if (layer <= level && layer > 0 && isChange(columns.versionBits[version] ?? 0)) return version;
  }
  return -1;
}

/** The newest layer up to a level that changed the path or anything inside it. */
export function changedIn(
  columns: TreeColumns,
  node: number,
  level: number,
): { readonly layer: number; readonly version: Version | null } {
  const own = newestChange(columns, node, level);
  const ownLayer = own < 0 ? 0 : (columns.versionLayer[own] ?? 0);
  const inside = changedInside(columns, node, level);
  if (own >= 0 && ownLayer >= inside) return { layer: ownLayer, version: describeVersion(columns, node, own) };
  return { layer: inside, version: null };
}
