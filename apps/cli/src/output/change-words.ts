import type { ChangedAttribute, ChangeKind, DeathCause, NodeState, RemovalCause } from '@stratascope/core';
import { octalMode, timeText } from './node-text';
import type { Style } from './paint';

/** How a change is marked and named; the mark tells it without colour. */
export const CHANGE_WORDS: Record<ChangeKind, { readonly mark: string; readonly word: string; readonly style: Style }> =
  {
    added: { mark: '+', word: 'added', style: 'added' },
    're-added': { mark: '+', word: 'added again', style: 'added' },
    content: { mark: '~', word: 'content', style: 'changed' },
    metadata: { mark: '~', word: 'metadata', style: 'changed' },
    replaced: { mark: '~', word: 'replaced', style: 'changed' },
    identical: { mark: '=', word: 'identical', style: 'quiet' },
    repeated: { mark: '=', word: 'repeated', style: 'quiet' },
    removed: { mark: '−', word: 'removed', style: 'removed' },
  };

/** By what a path was taken away. */
export const REMOVAL_WORDS: Record<RemovalCause, string> = {
  whiteout: 'a whiteout',
  opaque: 'an opaque mark',
  replaced: 'something of another type',
};

/** Why bytes are dead. */
export const DEATH_WORDS: Record<DeathCause, string> = {
  overwritten: 'overwritten',
  metadata: 'rewritten for metadata only',
  identical: 'brought again, identical',
  whiteout: 'whited out',
  opaque: 'hidden by an opaque mark',
  replaced: 'replaced by another type',
  'superseded-in-layer': 'superseded in its own layer',
};

/** The attributes that differ, with their values: `mode 0644 → 0755, uid 0 → 1000`. */
export function attributeChanges(
  attributes: readonly ChangedAttribute[],
  before: NodeState | null,
  after: NodeState | null,
): string {
  return attributes
    .map((attribute) => {
      if (before === null || after === null || attribute === 'xattrs') return attribute;
      const [was, is] = [before, after].map((state) => attributeText(attribute, state));
      return was === is ? attribute : `${attribute} ${was} → ${is}`;
    })
    .join(', ');
}

function attributeText(attribute: Exclude<ChangedAttribute, 'xattrs'>, state: NodeState): string {
  switch (attribute) {
    case 'mode':
      return octalMode(state.mode);
    case 'mtime':
      return timeText(state.mtime);
    case 'uid':
    case 'gid':
      return String(state[attribute]);
  }
}
