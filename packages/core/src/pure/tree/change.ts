/** What one layer did to one path, judged level against level (rule 16). */
export type ChangeKind =
  | 'added'
  | 'content'
  | 'metadata'
  | 'replaced'
  | 'identical'
  | 'removed'
  | 're-added'
  /** A directory that the layer repeats as it is, as the parent of something: no change, but its `layer` moves on. */
  | 'repeated';

/** Which attributes differ, of a `metadata` change or beside a `content` change (rule 16). */
export type ChangedAttribute = 'mode' | 'uid' | 'gid' | 'mtime' | 'xattrs';

/** What took a path away (rules 5, 6, 9, 10). */
export type RemovalCause = 'whiteout' | 'opaque' | 'replaced';

/** Why a byte is dead (rule 23). */
export type DeathCause = 'overwritten' | 'metadata' | 'identical' | RemovalCause | 'superseded-in-layer';
