import { textToByteString } from '../pure/model/byte-string';
import { normalizePath } from '../pure/model/entry-path';
import { lsRows } from '../pure/tree/ls-row';
import { mergeLayers } from '../pure/tree/merge-layers';
import type { MergedTree, NodeId } from '../pure/tree/merged-tree';
import { layerIndexOf } from './layer-index-of';
import type { LayerRecipe } from './layer-recipe';

/** The merged tree of layers said in code, the base first; null: a missing layer. */
export function mergeRecipes(...layers: readonly (LayerRecipe | null)[]): MergedTree {
  return mergeLayers(layers.map((layer) => (layer === null ? null : layerIndexOf(layer))));
}

/** The node of a path that some level has. */
export function nodeAt(tree: MergedTree, path: string): NodeId {
  const normal = normalizePath(textToByteString(path));
  const node = normal === null ? null : tree.find(normal);
  if (node === null) throw new Error(`no level has ${path}`);
  return node;
}

/**
 * A level as short lines in the order of `ls`, so that a wrong merge reads as a diff of two short lists: `/a/b file @2`,
 * with `implied` and `= /first/name` of hard links; a ghost as `/a/b file @1 - whiteout in 2`. `/` is left out as long
 * as no layer declares it.
 */
export function treeLines(tree: MergedTree, level: number, options: { readonly ghosts?: boolean } = {}): string[] {
  return [...lsRows(tree, level, options)].flatMap((row) => {
    const line = `${row.path} ${row.type} @${row.layer}`;
    if ('ghost' in row) return [`${line} - ${row.removedBy.how} in ${row.removedBy.layer}`];
    if (row.path === '/' && row.layer === 0) return [];
    return [`${line}${row.implied === true ? ' implied' : ''}${row.hl === undefined ? '' : ` = ${row.hl}`}`];
  });
}
