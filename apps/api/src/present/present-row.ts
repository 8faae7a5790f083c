import { type ListingItem, type MergedTree, showBytes, timestampText } from '@stratascope/core';
import type { BytesByLayer, TreeRow } from '@stratascope/protocol';
import { modeText, type OwnerNames } from './present-state';

/** A row while it is put together. */
type RowDraft = { -readonly [Key in keyof TreeRow]: TreeRow[Key] };

/**
 * A row of the merged file system: what is seen of a path at a level, or what was removed.
 *
 * Fields are set one by one, and digests and extended attributes are the inspector's: a page has hundreds of rows.
 */
export function presentRow(tree: MergedTree, item: ListingItem, names: OwnerNames): TreeRow {
  const { node, state, ghost, sums, hasChildren } = item;
  const shown = state ?? ghost;
  const path = showBytes(tree.path(node));
  const name = showBytes(tree.name(node));
  const row: RowDraft = {
    path: path.text,
    name: name.text,
    type: shown?.type ?? 'dir',
    size: shown?.type === 'dir' ? sums.bytes : (shown?.size ?? 0),
    layer: shown?.layer ?? 0,
    changedIn: presentChangedIn(item.changedIn),
    hasChildren,
    bytesByLayer: presentBytesByLayer(item.bytesByLayer),
  };
  if (path.hex !== undefined) row.pathHex = path.hex;
  if (name.hex !== undefined) row.nameHex = name.hex;
  if (!item.isMatch) row.isMatch = false;
  if (ghost !== null) row.ghost = ghost.removedBy;
  if (state !== null) setState(row, tree, state, names);
  if (state?.type === 'dir') row.entries = sums.entries;
  return row;
}

function setState(
  row: RowDraft,
  tree: MergedTree,
  state: NonNullable<ListingItem['state']>,
  { users, groups }: OwnerNames,
): void {
  row.mode = modeText(state);
  row.uid = state.uid;
  row.gid = state.gid;
  const owner = users.get(state.uid);
  const group = groups.get(state.gid);
  if (owner !== undefined) row.owner = owner;
  if (group !== undefined) row.group = group;
  if (state.mtime !== null) row.mtime = timestampText(state.mtime);
  if (state.type === 'symlink') {
    const { text, hex } = showBytes(state.link);
    row.link = text;
    if (hex !== undefined) row.linkHex = hex;
  }
  if (state.device !== null) row.dev = `${state.device.major}:${state.device.minor}`;
  if (state.hardLinkOf !== null) {
    const { text, hex } = showBytes(tree.path(state.hardLinkOf));
    row.hl = text;
    if (hex !== undefined) row.hlHex = hex;
  }
  if (state.isImplied) row.implied = true;
}

function presentChangedIn({ layer, change, changed, how }: ListingItem['changedIn']): TreeRow['changedIn'] {
  return how === null ? { layer, change, changed } : { layer, change, changed, how };
}

/** Without the layers that have none. */
export function presentBytesByLayer(bytesByLayer: readonly number[]): BytesByLayer {
  const pairs: [number, number][] = [];
  for (let layer = 1; layer < bytesByLayer.length; layer++) {
    const bytes = bytesByLayer[layer] ?? 0;
    if (bytes !== 0) pairs.push([layer, bytes]);
  }
  return pairs;
}
