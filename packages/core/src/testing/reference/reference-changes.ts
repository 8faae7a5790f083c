import type { EntryPath } from '../../pure/model/entry-path';
import type { ChangedAttribute, ChangeKind, RemovalCause } from '../../pure/tree/change';
import { changedAttributes, compareNodes } from './compare-nodes';
import type { AppliedLayer, Level, Node } from './reference-model';

/** What one layer did to one path (rules 16 and 24). */
export interface ReferenceChange {
  readonly path: EntryPath;
  readonly change: ChangeKind;
  readonly changed: readonly ChangedAttribute[];
  readonly how: RemovalCause | null;
  readonly before: Node | null;
  readonly after: Node | null;
}

/**
 * The changes of one layer, judged level against level, in the order of `ls`; files brought again and directories
 * repeated among them. `earlier` are the levels below `applied.below`, the lowest first.
 */
export function changesOf(applied: AppliedLayer, earlier: readonly Level[]): readonly ReferenceChange[] {
  const paths = new Set([...applied.below.keys(), ...applied.level.keys()]);
  return [...paths].sort(byBytes).flatMap((path) => changeAt(path, applied, earlier));
}

function changeAt(path: EntryPath, applied: AppliedLayer, earlier: readonly Level[]): readonly ReferenceChange[] {
  const before = applied.below.get(path) ?? null;
  const after = applied.level.get(path) ?? null;
  const base = { path, changed: [], how: null, before, after };
  if (after === null) return [{ ...base, change: 'removed', how: removalCause(path, applied) }];
  if (before === null) {
    const last = earlier.findLast((level) => level.has(path))?.get(path);
    if (last === undefined) return [{ ...base, change: 'added' }];
    return [{ ...base, change: 're-added', changed: changedAttributes(last.inode, after.inode) }];
  }
  // The root, once declared, is declared again by the same rule.
  if (after.layer !== applied.layer) return [];
  const difference = compareNodes(before.inode, after.inode);
  switch (difference.kind) {
    case 'type':
      return [{ ...base, change: 'replaced' }];
    case 'content':
    case 'metadata':
      return [{ ...base, change: difference.kind, changed: difference.changed }];
    case 'none':
      return [{ ...base, change: after.inode.type === 'dir' ? 'repeated' : 'identical' }];
  }
}

/** What took a path away: rules 5, 6, and 9 with 10. */
export function removalCause(path: EntryPath, applied: AppliedLayer): RemovalCause {
  const cause = applied.losses.find((loss) => loss.path === path)?.cause;
  return cause === 'whiteout' || cause === 'opaque' ? cause : 'replaced';
}

export function byBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
