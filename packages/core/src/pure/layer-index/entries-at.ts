import type { EntryPath } from '../model/entry-path';
import type { LayerIndex } from './layer-index';

/**
 * The entries of a layer that act on a path, in archive order: what brings it, and marks that hide it or empty it out.
 * Looks at each path of the layer once.
 */
export function entriesAt(index: LayerIndex, path: EntryPath): readonly number[] {
  const id = pathId(index, path);
  if (id === null) return [];
  const entries: number[] = [];
  for (let at = index.path.indexOf(id); at >= 0; at = index.path.indexOf(id, at + 1)) {
    if (!index.isHidden(at)) entries.push(at);
  }
  return entries;
}

function pathId(index: LayerIndex, path: EntryPath): number | null {
  const names = path.split('/').filter((name) => name !== '');
  let found = 0;
  let depth = 0;
  // A parent's number is smaller than its child's.
  for (let id = 1; id < index.pathCount && depth < names.length; id++) {
    if (index.pathParent[id] !== found || index.name(id) !== names[depth]) continue;
    found = id;
    depth++;
  }
  return depth === names.length ? found : null;
}
