import { type BytesPicture, type MergedTree, type NodeId, showBytes } from '@stratascope/core';
import type { BytesAnswer, BytesCell, BytesFolder } from '@stratascope/protocol';

/** The pieces of a picture, with names instead of nodes. Fields that say nothing are left out: there are thousands. */
export function presentBytes(
  tree: MergedTree,
  { live, dead, undivided, folders, cells }: BytesPicture,
): Pick<BytesAnswer, 'live' | 'dead' | 'undivided' | 'folders' | 'cells'> {
  return {
    live,
    dead,
    undivided,
    folders: folders.map((folder) => presentFolder(tree, folder)),
    cells: cells.map((cell) => presentCell(tree, cell)),
  };
}

function presentFolder(
  tree: MergedTree,
  { node, parent, live, dead, restLive, restDead }: BytesPicture['folders'][number],
): BytesFolder {
  return {
    ...presentName(tree, node),
    parent,
    live,
    dead,
    ...(restLive === null ? {} : { restLive: presentRest(restLive) }),
    ...(restDead === null
      ? {}
      : { restDead: { ...restDead, layers: pairs(restDead.layers), killers: pairs(restDead.killers) } }),
  };
}

function presentRest({
  count,
  bytes,
  layers,
  groups,
}: NonNullable<BytesPicture['folders'][number]['restLive']>): NonNullable<BytesFolder['restLive']> {
  const rest = { count, bytes, layers: pairs(layers) };
  return groups.length === 0 ? rest : { ...rest, groups: pairs(groups) };
}

function presentCell(
  tree: MergedTree,
  { node, folder, bytes, layer, group, death, isDead }: BytesPicture['cells'][number],
): BytesCell {
  return {
    ...presentName(tree, node),
    folder,
    bytes,
    layer,
    ...(group === null ? {} : { group }),
    ...(death === null ? {} : isDead ? { dead: death } : { diesIn: death.by }),
  };
}

function presentName(tree: MergedTree, node: NodeId): { readonly name: string; readonly nameHex?: string } {
  const { text, hex } = showBytes(tree.name(node));
  return hex === undefined ? { name: text } : { name: text, nameHex: hex };
}

function pairs<Key>(of: readonly (readonly [Key, number])[]): [Key, number][] {
  return of.map(([key, bytes]) => [key, bytes]);
}
