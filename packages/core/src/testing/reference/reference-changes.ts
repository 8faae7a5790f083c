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

/**
 * What differs between two levels, in the order of `ls` (rule 16). Added again is what a level below `from` had;
 * `layers` and `levels` are those of the image, level 0 and layer 1 first.
 */
export function changesBetween(
  from: number,
  to: number,
  levels: readonly Level[],
  layers: readonly AppliedLayer[],
): readonly ReferenceChange[] {
  const lower: Level = levels[from] ?? new Map();
  const upper: Level = levels[to] ?? new Map();
  const paths = [...new Set([...lower.keys(), ...upper.keys()])].sort(byBytes);
  return paths.flatMap((path): readonly ReferenceChange[] => {
    const before = lower.get(path) ?? null;
    const after = upper.get(path) ?? null;
    if (after === null) {
      const last = levels.slice(0, to).findLastIndex((level) => level.has(path));
      const remover = layers[last];
      const how = remover?.removals.get(path)?.how ?? null;
      return [{ path, change: 'removed', changed: [], how, before, after }];
    }
    if (before === null) return [appearance(path, after, levels.slice(0, from))];
    const difference = compareNodes(before.inode, after.inode);
    if (difference.kind === 'none') return [];
    if (difference.kind === 'type') return [{ path, change: 'replaced', changed: [], how: null, before, after }];
    return [{ path, change: difference.kind, changed: difference.changed, how: null, before, after }];
  });
}

function appearance(path: EntryPath, after: Node, earlier: readonly Level[]): ReferenceChange {
  const last = earlier.findLast((level) => level.has(path))?.get(path);
  const base = { path, how: null, before: null, after };
  if (last === undefined) return { ...base, change: 'added', changed: [] };
  const isSameType = last.inode.type === after.inode.type;
  return { ...base, change: 're-added', changed: isSameType ? changedAttributes(last.inode, after.inode) : [] };
}

function changeAt(path: EntryPath, applied: AppliedLayer, earlier: readonly Level[]): readonly ReferenceChange[] {
  const before = applied.below.get(path) ?? null;
  const after = applied.level.get(path) ?? null;
  const base = { path, changed: [], how: null, before, after };
  if (after === null) return [{ ...base, change: 'removed', how: applied.removals.get(path)?.how ?? null }];
  if (before === null) return [appearance(path, after, earlier)];
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

export function byBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
