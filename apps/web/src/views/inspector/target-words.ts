import type { ByteString } from '@stratascope/core';
import { type PathAnswer, pathBytes } from '@stratascope/protocol/client';
import { visibleText } from '../../components';
import type { Dictionary } from '../../i18n';

/** Why a symbolic link leads nowhere at a level; null where it leads somewhere. */
export function targetWords(
  target: NonNullable<PathAnswer['target']>,
  level: number,
  text: Dictionary['inspector'],
): string | null {
  const path = visibleText(pathBytes(target) as ByteString);
  switch (target.outcome) {
    case 'found':
      return null;
    case 'absent':
      return text.targetAbsent(path, level);
    case 'nowhere':
      return text.targetNowhere(path);
    case 'loop':
      return text.targetLoop;
  }
}
