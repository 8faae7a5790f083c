import type { ChangedAttribute, ChangeKind, RemovalCause } from '@stratascope/protocol/client';
import type { Dictionary } from '../i18n';
import type { Mark } from './change-mark';

/** A change as rows, versions and marks of the life line have it. */
interface ShownChange {
  readonly change: ChangeKind | 'inside' | null;
  /** Which attributes differ; of a `metadata` change they are the word. */
  readonly changed?: readonly ChangedAttribute[];
  readonly how?: RemovalCause | undefined;
}

/** The sign of a change. */
export function markOf({ change, how }: ShownChange): Mark {
  if (change === 'removed') return how === 'opaque' ? 'emptied' : 'removed';
  if (change === null || change === 'repeated') return 'unchanged';
  return change;
}

/** The word beside the sign: of metadata what differs (`mode`, `owner, time`), else the name of the change. */
export function wordOf(shown: ShownChange, text: Dictionary['common']): string {
  const mark = markOf(shown);
  if (mark !== 'metadata') return text.marks[mark];
  const names = attributeNames(shown.changed ?? [], text);
  return names.length === 0 ? text.marks.metadata : names.join(', ');
}

/** The attributes as a reader names them; user and group are one, the owner. */
function attributeNames(changed: readonly ChangedAttribute[], text: Dictionary['common']): readonly string[] {
  const names = changed.map((attribute) =>
    attribute === 'uid' || attribute === 'gid' ? text.attributes.owner : text.attributes[attribute],
  );
  return [...new Set(names)];
}
