import type { EntryPath } from '@stratascope/core';
import { pathBytes } from '@stratascope/protocol/client';
import { useLife, useOpenImage } from '../../client';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { targetWords } from '../inspector/target-words';

/** Leads from the selected path, where it is a symbolic link, to what it points to, or says why it cannot. */
export function useFollowLink(): () => void {
  const path = useExplorer((state) => state.address.path);
  const { level } = useOpenImage();
  const { data: life } = useLife(path);
  const text = useText().inspector;
  const { selectPath, announce } = useExplorer.getState();
  return () => {
    if (life?.target == null) return;
    const words = targetWords(life.target, level, text);
    if (words !== null) return announce(words);
    const target = pathBytes(life.target) as EntryPath;
    selectPath(target === '/' ? null : target);
  };
}
