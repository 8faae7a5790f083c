import { columnsOf } from './columnar-tree';
import type { MergedTree, NodeId } from './merged-tree';

/** The layers that changed anything inside a directory, ascending; also those that changed the directory itself too. */
export function layersInside(tree: MergedTree, node: NodeId): readonly number[] {
  return [...columnsOf(tree).folders.layersInside(node)];
}
