import { type ListingItem, type MergedTree, rowOfState, showBytes } from '@stratascope/core';
import type { BytesByLayer, TreeRow } from '@stratascope/protocol';
import { presentPath } from './present-problem';
import { type OwnerNames, presentHardLinkHex, presentOwners } from './present-state';

/** A row of the merged file system: what is seen of a path at a level, or what was removed. */
export function presentRow(tree: MergedTree, item: ListingItem, names: OwnerNames): TreeRow {
  const { node, state, ghost, sums, changedIn, hasChildren, isMatch } = item;
  const { text, hex } = showBytes(tree.name(node));
  return {
    ...presentPath(tree.path(node)),
    name: text,
    ...(hex === undefined ? {} : { nameHex: hex }),
    ...(state === null ? ghostFields(ghost, sums) : stateFields(tree, state, sums, names)),
    changedIn: {
      layer: changedIn.layer,
      change: changedIn.change,
      changed: [...changedIn.changed],
      ...(changedIn.how === null ? {} : { how: changedIn.how }),
    },
    hasChildren,
    ...(isMatch ? {} : { isMatch }),
    bytesByLayer: presentBytesByLayer(item.bytesByLayer),
  };
}

/** Without the layers that have none. */
export function presentBytesByLayer(bytesByLayer: readonly number[]): BytesByLayer {
  return bytesByLayer.flatMap((bytes, layer): [number, number][] => (bytes === 0 ? [] : [[layer, bytes]]));
}

type StateFields = Pick<TreeRow, 'type' | 'size' | 'layer'> & Partial<TreeRow>;

function stateFields(
  tree: MergedTree,
  state: NonNullable<ListingItem['state']>,
  sums: ListingItem['sums'],
  names: OwnerNames,
): StateFields {
  // Digests and extended attributes are the inspector's: a page of rows is a quarter of the size without them.
  const { sha256: _, xattrs: __, size = 0, ...row } = rowOfState(tree, state.node, state);
  return {
    ...row,
    ...presentOwners(state, names),
    size: state.type === 'dir' ? sums.bytes : size,
    ...(state.type === 'dir' ? { entries: sums.entries } : {}),
    ...presentHardLinkHex(tree, state),
  };
}

function ghostFields(ghost: ListingItem['ghost'], sums: ListingItem['sums']): StateFields {
  if (ghost === null) return { type: 'dir', size: 0, layer: 0 };
  return {
    type: ghost.type,
    size: ghost.type === 'dir' ? sums.bytes : ghost.size,
    layer: ghost.layer,
    ghost: ghost.removedBy,
  };
}
