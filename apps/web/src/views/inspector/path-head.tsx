import { type EntryPath, splitPath } from '@stratascope/core';
import type { PathAnswer, PathVersion } from '@stratascope/protocol/client';
import { Download, X } from 'lucide-react';
import { archiveUrl, contentUrl, useOpenImage } from '../../client';
import { IconButton, PaneHead, Spring, VisibleName, visibleText } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { TypeIcon } from '../files/type-icon';
import { CopyMenu } from './copy-menu';
import styles from './inspector.module.css';

/** The name of a path, and what can be done with it. */
export function PathHead({
  path,
  life,
  shown,
}: {
  readonly path: EntryPath;
  readonly life: PathAnswer | null;
  readonly shown: PathVersion | null;
}) {
  const { key, level } = useOpenImage();
  const text = useText();
  const selectPath = useExplorer((state) => state.selectPath);
  const { name } = splitPath(path);
  const isGone = life?.ghost != null;

  return (
    <PaneHead>
      {life !== null && (
        <span className={styles.icon}>
          <TypeIcon type={life.type} />
        </span>
      )}
      <h2 className={isGone ? styles.nameGone : styles.name} data-tip={visibleText(name)}>
        <VisibleName name={name} />
      </h2>
      {life?.ghost && <span className={styles.removed}>{text.common.removedIn(life.ghost.layer)}</span>}
      <Spring />
      {shown?.state?.type === 'file' && (
        <a
          className={styles.download}
          href={contentUrl(key, { path, layer: shown.state.layer || shown.layer })}
          download
        >
          <Download size={13} strokeWidth={1.75} aria-hidden />
          {text.inspector.download}
        </a>
      )}
      {life?.state?.type === 'dir' && (
        <a
          className={styles.download}
          href={archiveUrl(key, path, level)}
          aria-label={text.takeAlong.downloadFolder}
          data-tip={text.takeAlong.downloadFolder}
          download
        >
          <Download size={13} strokeWidth={1.75} aria-hidden />
        </a>
      )}
      <CopyMenu path={path} shown={shown} />
      <IconButton
        label={text.inspector.close}
        shortcut="Esc"
        icon={<X size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => selectPath(null)}
      />
    </PaneHead>
  );
}
