import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import { inRanges, inRangesDown, type Steps } from './steps';

/** In the lists of {@link LayerPaths}: there is no more. Number 0 is a root, which is nobody's child. */
export const END = 0;

/**
 * The paths of all layers under one numbering: those of layer 1 first, each layer's by its own ids, so that what a layer
 * has is one range. The same path in two layers has two numbers.
 */
export interface LayerPaths {
  readonly count: number;
  /** By position of the layer: number of its root; one more at the end. */
  readonly start: readonly number[];
  /** Start of each base name in `names`; one more element than paths. */
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
  /** 1: the layer brings an entry there or below, and does not only name it (as hidden by a mark, as a link's target). */
  readonly isBrought: Uint8Array;
  /** Children of the path in its layer as a list: the first, and after each the next one, in the order of the archive. */
  readonly firstChild: Uint32Array;
  readonly next: Uint32Array;
}

/** One pass over the entries and one over the paths. 13 bytes a path, and the names where there are several layers. */
export function* gatherPaths(layers: readonly (LayerIndex | null)[]): Steps<LayerPaths> {
  const start = [0];
  for (const index of layers) start.push((start.at(-1) ?? 0) + (index?.pathCount ?? 0));
  const count = start.at(-1) ?? 0;
  const paths: LayerPaths = {
    count,
    start,
    ...joinNames(layers, count),
    isBrought: new Uint8Array(count),
    firstChild: new Uint32Array(count),
    next: new Uint32Array(count),
  };
  for (const [position, index] of layers.entries()) {
    if (index !== null) yield* gatherLayer(paths, index, start[position] ?? 0);
  }
  return paths;
}

function joinNames(
  layers: readonly (LayerIndex | null)[],
  count: number,
): { readonly nameStart: Uint32Array; readonly names: Uint8Array } {
  const withPaths = layers.filter((index) => index !== null);
  const [only] = withPaths;
  if (only !== undefined && withPaths.length === 1) return { nameStart: only.nameStart, names: only.names };
  const nameStart = new Uint32Array(count + 1);
  const names = new Uint8Array(withPaths.reduce((sum, index) => sum + index.names.length, 0));
  let path = 0;
  let end = 0;
  for (const index of withPaths) {
    for (let at = 0; at < index.pathCount; at++) nameStart[path++] = end + (index.nameStart[at] ?? 0);
    names.set(index.names, end);
    end += index.names.length;
  }
  nameStart[path] = end;
  return { nameStart, names };
}

function* gatherLayer({ isBrought, firstChild, next }: LayerPaths, index: LayerIndex, start: number): Steps {
  const { path, kind, pathParent } = index;
  yield* inRanges(index.entryCount, (from, to) => {
    for (let entry = from; entry < to; entry++) {
      if ((kind[entry] ?? 0) >= EntryKind.whiteout || index.isHidden(entry)) continue;
      isBrought[start + (path[entry] ?? 0)] = 1;
    }
  });
  // From the last, because a parent's id is smaller than its child's, and so that lists come out ascending.
  yield* inRangesDown(index.pathCount, (from, to) => {
    for (let id = to - 1; id >= from && id > 0; id--) {
      const parent = start + (pathParent[id] ?? 0);
      next[start + id] = firstChild[parent] ?? END;
      firstChild[parent] = start + id;
      if (isBrought[start + id] === 1) isBrought[parent] = 1;
    }
  });
}
