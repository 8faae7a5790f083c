import {
  type Change,
  type ChangedAttribute,
  type MergedTree,
  type NodeState,
  rowOfState,
  showBytes,
  timestampText,
  type Version,
} from '@stratascope/core';
import type { ChangedValue, PathChange, PathState } from '@stratascope/protocol';
import { presentPath } from './present-problem';

/** Names of users and groups at a level. */
export interface OwnerNames {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

const NO_OWNER_NAMES: OwnerNames = { users: new Map(), groups: new Map() };

/** What is seen at a path, as rule 25 has it, with the names of its owners. */
export function presentState(tree: MergedTree, state: NodeState, names: OwnerNames = NO_OWNER_NAMES): PathState {
  const { path: _, pathHex: __, ...row } = rowOfState(tree, state.node, state);
  return { ...row, ...presentOwners(state, names), ...presentHardLinkHex(tree, state) };
}

function presentOwners(
  { uid, gid }: Pick<NodeState, 'uid' | 'gid'>,
  { users, groups }: OwnerNames,
): Pick<PathState, 'owner' | 'group'> {
  const owner = users.get(uid);
  const group = groups.get(gid);
  return { ...(owner === undefined ? {} : { owner }), ...(group === undefined ? {} : { group }) };
}

function presentHardLinkHex(tree: MergedTree, { hardLinkOf }: NodeState): { readonly hlHex?: string } {
  const hex = hardLinkOf === null ? undefined : showBytes(tree.path(hardLinkOf)).hex;
  return hex === undefined ? {} : { hlHex: hex };
}

export function presentChange(tree: MergedTree, change: Change): PathChange {
  const { node, before, after, how } = change;
  return {
    ...presentPath(tree.path(node)),
    // A repeated directory is no change, so it never comes here.
    change: change.change,
    changed: [...change.changed],
    ...(how === null ? {} : { how }),
    before: before === null ? null : presentState(tree, before),
    after: after === null ? null : presentState(tree, after),
  };
}

/** The attributes that a version changed, with their values before and after. */
export function presentChangedValues(
  tree: MergedTree,
  { changed }: Pick<Version, 'changed'>,
  before: NodeState | null,
  after: NodeState | null,
): readonly ChangedValue[] {
  if (before === null || after === null) return [];
  return changed.map((attribute) => changedValue(tree, attribute, before, after));
}

function changedValue(
  tree: MergedTree,
  attribute: ChangedAttribute,
  before: NodeState,
  after: NodeState,
): ChangedValue {
  switch (attribute) {
    case 'mode':
      return { attribute, before: modeText(before), after: modeText(after) };
    case 'uid':
      return { attribute, before: before.uid, after: after.uid };
    case 'gid':
      return { attribute, before: before.gid, after: after.gid };
    case 'mtime':
      return { attribute, before: timeText(before), after: timeText(after) };
    case 'xattrs':
      return { attribute, before: xattrsOf(tree, before), after: xattrsOf(tree, after) };
  }
}

/** Four octal digits. */
export const modeText = ({ mode }: Pick<NodeState, 'mode'>) => mode.toString(8).padStart(4, '0');
const timeText = ({ mtime }: NodeState) => (mtime === null ? null : timestampText(mtime));
const xattrsOf = (tree: MergedTree, state: NodeState) => rowOfState(tree, state.node, state).xattrs ?? {};
