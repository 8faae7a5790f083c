import { EntryKind, type LayerIndex } from '../layer-index/layer-index';
import type { EntryPath } from '../model/entry-path';
import { columnsOf } from '../tree/columnar-tree';
import type { MergedTree } from '../tree/merged-tree';
import { NodeGroups } from '../tree/node-groups';
import { QueryCache } from '../tree/query-cache';
import { finish, inRanges, inRangesDown, type Steps } from '../tree/steps';

/** A part of what a layer brings: a file, or all of a folder that is not listed as a part of its own. */
export interface LayerPart {
  readonly path: EntryPath;
  readonly isFolder: boolean;
  readonly bytes: number;
  /** Of those, the bytes that are dead at the top of the image. */
  readonly dead: number;
}

/** Where the bytes of a layer lie. */
export interface LayerContents {
  /** The largest parts first; no byte is counted in two of them. */
  readonly parts: readonly LayerPart[];
  /** Parts that are not listed; with them the parts sum up to the layer's content. */
  readonly more: { readonly count: number; readonly bytes: number };
  /** The largest files, the largest first. */
  readonly largest: readonly LayerPart[];
}

const ROOT_PATH = 0;

/** Parts smaller than this share of the layer are not taken apart. */
const SMALLEST_OPENED_SHARE = 1 / 8;

/**
 * Says in a few paths where the bytes of a layer lie: a folder is opened as long as it is a good share of the layer and
 * most of it lies in its sub-folders or in one file. So a deep chain of folders shows its end, and a folder of a thousand
 * small files shows itself. Of a missing or unreadable layer: nothing.
 *
 * Costs one pass over the layer's entries and paths when first asked.
 */
export function layerContents(tree: MergedTree, layer: number, limits: ContentsLimits): LayerContents {
  return known.get(tree, keyOf(layer, limits), () => finish(readContents(tree, layer, limits)));
}

/** Works out in steps the contents of all layers, so that {@link layerContents} has them. */
export function* prepareContents(tree: MergedTree, limits: ContentsLimits): Steps {
  for (let layer = 1; layer <= tree.layerCount; layer++) {
    const key = keyOf(layer, limits);
    if (known.has(tree, key)) continue;
    const contents = yield* readContents(tree, layer, limits);
    known.get(tree, key, () => contents);
  }
}

/** How many at most. */
export interface ContentsLimits {
  readonly parts: number;
  readonly largest: number;
}

/** They are a few lines each. */
const MOST_KNOWN = 1000;
const known = new QueryCache<LayerContents>(MOST_KNOWN);
const keyOf = (layer: number, { parts, largest }: ContentsLimits) => `${layer} ${parts} ${largest}`;

function* readContents(tree: MergedTree, layer: number, limits: ContentsLimits): Steps<LayerContents> {
  const index = tree.layers[layer - 1];
  if (!index) return { parts: [], more: { count: 0, bytes: 0 }, largest: [] };
  const sums = yield* sumPaths(tree, layer, index);
  const parts = takeApart(sums, yield* childrenOf(index)).sort(bySize);
  const rest = parts.slice(limits.parts);
  const show = ({ path, bytes, dead, isFolder }: Part): LayerPart => ({
    path: index.fullPath(path),
    isFolder,
    bytes,
    dead,
  });
  return {
    parts: parts.slice(0, limits.parts).map(show),
    more: { count: rest.length, bytes: rest.reduce((sum, part) => sum + part.bytes, 0) },
    largest: (yield* largestFiles(sums, limits.largest)).map(show),
  };
}

interface Part {
  /** Of the index's table. */
  readonly path: number;
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly dead: number;
}

/** By path id. */
interface Sums {
  /** Bytes of files at the path itself; several where the layer brings it twice. */
  readonly ownBytes: Float64Array;
  readonly ownDead: Float64Array;
  /** With all below. */
  readonly bytes: Float64Array;
  readonly dead: Float64Array;
}

function* sumPaths(tree: MergedTree, layer: number, index: LayerIndex): Steps<Sums> {
  const { pathCount, entryCount, pathParent } = index;
  const { entries, deaths } = columnsOf(tree);
  const { size: sizes } = entries.columns(layer);
  const firstSource = entries.start(layer);
  const ownBytes = new Float64Array(pathCount);
  const ownDead = new Float64Array(pathCount);
  yield* inRanges(entryCount, (from, to) => {
    for (let entry = from; entry < to; entry++) {
      if (index.kind[entry] !== EntryKind.file) continue;
      const size = sizes[entry] ?? 0;
      // AUFS keeps what hard links share under a name that is never shown (rule 7).
      const path = index.isHidden(entry) ? ROOT_PATH : (index.path[entry] ?? ROOT_PATH);
      add(ownBytes, path, size);
      if ((deaths[firstSource + entry] ?? 0) !== 0) add(ownDead, path, size);
    }
  });
  const bytes = ownBytes.slice();
  const dead = ownDead.slice();
  // A parent's id is smaller than its child's, so going backwards each sum is whole before it is handed on.
  yield* inRangesDown(pathCount, (from, to) => {
    for (let path = to - 1; path >= from && path > 0; path--) {
      const parent = pathParent[path] ?? 0;
      add(bytes, parent, bytes[path] ?? 0);
      add(dead, parent, dead[path] ?? 0);
    }
  });
  return { ownBytes, ownDead, bytes, dead };
}

function takeApart({ ownBytes, ownDead, bytes, dead }: Sums, children: (path: number) => Uint32Array): Part[] {
  const total = bytes[ROOT_PATH] ?? 0;
  const parts: Part[] = [];
  const put = (part: Part) => {
    if (part.bytes > 0) parts.push(part);
  };

  const open: number[] = [ROOT_PATH];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const inside = children(folder);
    // A path can be a folder and, earlier in the same layer, have been a file: its own bytes are then the folder's.
    const isFolder = (path: number) => children(path).length > 0;
    const size = bytes[folder] ?? 0;
    const inFolders = inside.reduce((sum, path) => sum + (isFolder(path) ? (bytes[path] ?? 0) : 0), 0);
    const largestFile = inside.reduce((most, path) => Math.max(most, isFolder(path) ? 0 : (bytes[path] ?? 0)), 0);
    const isWorthIt = size >= total * SMALLEST_OPENED_SHARE && Math.max(inFolders, largestFile) * 2 > size;
    if (!isWorthIt) {
      put({ path: folder, isFolder: true, bytes: size, dead: dead[folder] ?? 0 });
      continue;
    }
    let loose = ownBytes[folder] ?? 0;
    let looseDead = ownDead[folder] ?? 0;
    for (const path of inside) {
      const pathBytes = bytes[path] ?? 0;
      if (isFolder(path)) open.push(path);
      else if (pathBytes >= total * SMALLEST_OPENED_SHARE) {
        put({ path, isFolder: false, bytes: pathBytes, dead: dead[path] ?? 0 });
      } else {
        loose += pathBytes;
        looseDead += dead[path] ?? 0;
      }
    }
    put({ path: folder, isFolder: true, bytes: loose, dead: looseDead });
  }
  return parts;
}

function* largestFiles({ ownBytes, ownDead }: Sums, count: number): Steps<readonly Part[]> {
  const largest: Part[] = [];
  yield* inRanges(ownBytes.length, (from, to) => {
    for (let path = Math.max(from, ROOT_PATH + 1); path < to; path++) {
      const bytes = ownBytes[path] ?? 0;
      const last = largest.at(-1);
      if (bytes === 0 || (largest.length === count && last !== undefined && bytes <= last.bytes)) continue;
      const part = { path, isFolder: false, bytes, dead: ownDead[path] ?? 0 };
      const place = largest.findIndex((each) => each.bytes < bytes);
      largest.splice(place < 0 ? largest.length : place, 0, part);
      if (largest.length > count) largest.pop();
    }
  });
  return largest;
}

/** Children of each path, by a counting sort over the parents. */
function* childrenOf({ pathCount, pathParent }: LayerIndex): Steps<(path: number) => Uint32Array> {
  const groups = new NodeGroups(pathCount);
  yield* inRanges(pathCount, (from, to) => {
    for (let path = Math.max(from, 1); path < to; path++) groups.count(pathParent[path] ?? ROOT_PATH);
  });
  yield* groups.addUp();
  const children = new Uint32Array(pathCount);
  yield* inRanges(pathCount, (from, to) => {
    for (let path = Math.max(from, 1); path < to; path++) children[groups.place(pathParent[path] ?? ROOT_PATH)] = path;
  });
  const { start } = groups;
  return (path) => children.subarray(start[path], start[path + 1]);
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] ?? 0) + amount;
}

function bySize(one: Part, other: Part): number {
  return other.bytes - one.bytes || one.path - other.path;
}
