import type { ByteString, EntryPath } from '@stratascope/core';
import { type PathAnswer, type PathState, pathBytes } from '@stratascope/protocol/client';
import { CornerDownRight } from 'lucide-react';
import { useOpenImage } from '../../client';
import { Button, VisibleName } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './inspector.module.css';
import { targetWords } from './target-words';

/** What a symbolic link says, and where it leads at the level; of a link that is not there only what it said. */
export function LinkTarget({ state, target }: { readonly state: PathState; readonly target: PathAnswer['target'] }) {
  const { level } = useOpenImage();
  const text = useText().inspector;
  const selectPath = useExplorer((explorer) => explorer.selectPath);
  const words = target === null ? null : targetWords(target, level, text);
  const path = target === null ? null : (pathBytes(target) as EntryPath);
  const isReachable = target?.outcome === 'found' || target?.outcome === 'absent';

  return (
    <>
      <p className={styles.linkTarget}>
        <CornerDownRight size={13} strokeWidth={1.75} aria-hidden />
        <code>
          <VisibleName name={linkBytes(state)} />
        </code>
        {isReachable && (
          <Button size="small" onClick={() => selectPath(path === '/' ? null : path)}>
            {text.follow}
          </Button>
        )}
      </p>
      {words !== null && <p className={styles.doubt}>{words}</p>}
    </>
  );
}

function linkBytes({ link = '', linkHex }: PathState): ByteString {
  return pathBytes(linkHex === undefined ? { path: link } : { path: link, pathHex: linkHex }) as ByteString;
}
