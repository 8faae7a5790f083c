import type { PathVersion } from '@stratascope/protocol/client';
import type { Dictionary } from '../../i18n';

/** What one layer did to a path, in one sentence. `before` is the version below it, if there is one. */
export function versionSentence(version: PathVersion, path: string, text: Dictionary['inspector']): string {
  switch (version.change) {
    case 'added':
      return text.versionAdded;
    case 're-added':
      return text.versionAddedAgain;
    case 'content':
      return version.state?.type === 'symlink' ? text.versionTarget : text.versionContent;
    case 'metadata': {
      const what = [...new Set(version.changed.map(({ attribute }) => text.attributes[attribute]))].join(', ');
      return version.broughtBytes > 0 ? text.versionMetadataCopied(what) : text.versionMetadata(what);
    }
    case 'identical':
      return text.versionIdentical;
    case 'replaced':
      return text.versionReplaced(text.typeWords[version.state?.type ?? 'file']);
    case 'removed':
      if (version.how === 'opaque') return text.versionOpaque;
      if (version.how === 'replaced') return text.versionGoneReplaced;
      return version.removedAt === undefined || version.removedAt.path === path
        ? text.versionWhiteout
        : text.versionWhiteoutAbove;
    case 'repeated':
      return text.versionIdentical;
  }
}

/** The size of a version's file, its difference to the one below, and how its bytes stand at a level. */
export interface VersionSize {
  readonly bytes: number | null;
  readonly difference: number | null;
  /** `dead`: at the level; a number: alive here, dies in that layer; null: lives, or brought no bytes. */
  readonly fate: 'dead' | number | null;
}

export function versionSize(version: PathVersion, below: PathVersion | undefined, level: number): VersionSize {
  const bytes = version.state?.size ?? null;
  const before = below?.state?.size ?? null;
  const death = version.broughtBytes > 0 ? version.death : undefined;
  return {
    bytes,
    difference: bytes === null || before === null || bytes === before ? null : bytes - before,
    fate: death === undefined || version.layer > level ? null : death.layer <= level ? 'dead' : death.layer,
  };
}
