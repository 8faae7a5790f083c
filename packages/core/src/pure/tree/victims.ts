import { columnsOf } from './columnar-tree';
import { killedBy } from './history';
import type { MergedTree, NodeId } from './merged-tree';
import { rangeBelow } from './tree-columns';
import { isPresent } from './version-bits';

/** What a layer buried at a path and below it. */
export interface Victims {
  /** Paths below that it removed; the path itself is not counted. */
  readonly entries: number;
  /** Bytes that died of it, by the layer that had brought them. Each inode counts once, at its `hl` name (rule 23). */
  readonly bytesByLayer: ReadonlyMap<number, number>;
}

/** The victims of one layer at a path and below. Linear in the paths that ever stood below. */
export function victimsOf(tree: MergedTree, node: NodeId, layer: number): Victims {
  const columns = columnsOf(tree);
  const bytesByLayer = new Map<number, number>();
  let entries = 0;
  const visit = (at: number, isBelow: boolean) => {
    const end = columns.versionStart[at + 1] ?? 0;
    for (let version = columns.versionStart[at] ?? 0; version < end; version++) {
      if (columns.versionLayer[version] !== layer) continue;
      if (isBelow && !isPresent(columns.versionBits[version] ?? 0)) entries++;
      const killed = killedBy(columns, at, version);
      if (killed !== null && killed.bytes > 0) {
        bytesByLayer.set(killed.layer, (bytesByLayer.get(killed.layer) ?? 0) + killed.bytes);
      }
    }
  };
  visit(node, false);
  const { first, end } = rangeBelow(columns, node);
  for (let below = first; below < end; below++) visit(below, true);
  return { entries, bytesByLayer };
}
