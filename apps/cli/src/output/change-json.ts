import { type BroughtChange, type MergedTree, type NodeId, showBytes } from '@stratascope/core';
import type { LevelRange } from '../arguments/parse-level';
import { lastLevelOf } from './last-level';
import { type ChangedValueJson, changedValues, type PathStateJson, pathStateJson } from './path-state-json';

/** One change of a path between two levels (rule 16), as a line of `changes --format jsonl`. */
export interface ChangeJson {
  readonly path: string;
  readonly pathHex?: string;
  readonly change: BroughtChange['change'];
  /** Of what was added again: since it was there last. */
  readonly changed: readonly ChangedValueJson[];
  readonly how?: NonNullable<BroughtChange['how']>;
  readonly before: PathStateJson | null;
  readonly after: PathStateJson | null;
}

export function changeJson(tree: MergedTree, change: BroughtChange, { from, to }: LevelRange): ChangeJson {
  const { text, hex } = showBytes(tree.path(change.node));
  const before = pathStateJson(tree, change.node, from);
  const after = pathStateJson(tree, change.node, to);
  return {
    path: text,
    ...(hex === undefined ? {} : { pathHex: hex }),
    change: change.change,
    changed: changedValues(change.changed, before ?? lastStateJson(tree, change.node, from), after),
    ...(change.how === null ? {} : { how: change.how }),
    before,
    after,
  };
}

function lastStateJson(tree: MergedTree, node: NodeId, level: number): PathStateJson | null {
  const last = lastLevelOf(tree, node, level);
  return last === null ? null : pathStateJson(tree, node, last);
}
