import { type EntryPath, ROOT } from '@stratascope/core';
import { useDeferredValue, useMemo } from 'react';
import { RequestFailure, useOpenImage } from '../../client';
import { Button, EmptyState, ErrorState, Pane, PaneHead, Skeleton, useSize } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { Breadcrumb } from '../files/breadcrumb';
import { ViewSwitch } from '../files/view-switch';
import type { PictureLayout } from './box';
import { BytesFooter } from './bytes-footer';
import { BytesLegend } from './bytes-legend';
import { BytesStage } from './bytes-stage';
import { BytesTable } from './bytes-table';
import { BytesToolbar } from './bytes-toolbar';
import styles from './bytes-view.module.css';
import { layoutIcicle } from './layout-icicle';
import { layoutTreemap } from './layout-treemap';
import { pictureFolder, selectedBox } from './selected-box';
import { useBytesPicture } from './use-bytes-picture';

/** Where the bytes of the merged file system lie, as a picture or a table, over the same selection as the tree. */
export function BytesView() {
  const { isReady, level } = useOpenImage();
  const text = useText().bytes;
  const look = useExplorer((state) => state.bytesLook);
  const path = useExplorer((state) => state.address.path);
  const inside = useExplorer((state) => state.address.inside);
  const folder = pictureFolder(inside, path);
  const [room, size] = useSize<HTMLDivElement>();
  const picture = useBytesPicture(folder, look, size);
  const { answer } = picture;
  // A new picture is laid out in steps between which frames are drawn: thousands of cells take longer than one frame has.
  const root = useDeferredValue(picture.root);
  const width = size?.width ?? 0;
  const height = size?.height ?? 0;

  const layout = useMemo((): PictureLayout | null => {
    if (root === null || width === 0) return null;
    return look.shape === 'treemap' ? layoutTreemap(root, { width, height }) : layoutIcicle(root, { width, height });
  }, [root, look.shape, width, height]);
  const into = useMemo(() => folderToEnter(layout, path, folder), [layout, path, folder]);

  return (
    <Pane label={text.pane}>
      <PaneHead>
        <Breadcrumb
          path={path ?? (folder === ROOT ? null : folder)}
          onPick={(to) => {
            const { goInside, selectPath } = useExplorer.getState();
            if (to === path && into !== to) selectPath(to);
            else goInside(to);
          }}
        />
        <ViewSwitch />
      </PaneHead>
      <div className={styles.tools}>
        <BytesToolbar folder={folder} into={into} />
        {root !== null && isReady && <BytesLegend root={root} by={look.by} layout={layout} />}
      </div>
      <div className={styles.frame}>
        <div
          ref={room}
          className={styles.room}
          aria-busy={answer.isPlaceholderData || root !== picture.root || !isReady}
        >
          {!isReady && <Waiting />}
          {isReady && answer.error !== null && root === null && (
            <Failure error={answer.error} folder={folder} onRetry={() => void answer.refetch()} />
          )}
          {isReady && root !== null && root.bytes === 0 && <Nothing level={level} />}
          {isReady && root !== null && root.bytes > 0 && look.isTable && <BytesTable root={root} />}
          {isReady && root !== null && root.bytes > 0 && !look.isTable && layout !== null && (
            <BytesStage root={root} layout={layout} look={look} />
          )}
        </div>
      </div>
      <BytesFooter root={root} layout={layout} look={look} answer={answer.data ?? null} />
    </Pane>
  );
}

/** The selected folder, where it is in the picture and there is more to see in it. */
function folderToEnter(layout: PictureLayout | null, path: EntryPath | null, folder: EntryPath): EntryPath | null {
  const item = layout?.boxes[selectedBox(layout.boxes, path, null)]?.item;
  return item === undefined || item.kind === 'file' || item.path === folder ? null : item.path;
}

function Waiting() {
  const { image } = useOpenImage();
  const text = useText();
  if (image.index.state === 'cancelled' || image.index.state === 'failed') {
    return <EmptyState title={text.files.notRead} />;
  }
  return (
    <>
      <p className="visually-hidden">{text.bytes.waiting}</p>
      <Skeleton rows={20} />
    </>
  );
}

/** Why there is nothing to draw. */
function Nothing({ level }: { readonly level: number }) {
  const text = useText();
  const { from } = useOpenImage();
  const show = useExplorer((state) => state.bytesLook.show);
  if (level === 0) return <EmptyState title={text.files.emptyRoot} />;
  if (show === 'dead') return <EmptyState title={text.bytes.emptyDead} />;
  return <EmptyState title={from > 0 ? text.bytes.emptyRange : text.bytes.empty} />;
}

function Failure({
  error,
  folder,
  onRetry,
}: {
  readonly error: Error;
  readonly folder: EntryPath;
  readonly onRetry: () => void;
}) {
  const text = useText();
  const goInside = useExplorer((state) => state.goInside);
  const failure = error instanceof RequestFailure ? error.failure : null;
  const isGone = failure?.code === 'path-unknown' && folder !== ROOT;
  return (
    <ErrorState
      message={failure === null ? text.common.offline : `${text.bytes.failed} ${failure.message}`}
      hint={failure === null ? text.common.offlineHint : failure.hint}
      action={
        <Button size="small" onClick={isGone ? () => goInside(null) : onRetry}>
          {isGone ? text.files.root : text.common.retry}
        </Button>
      }
    />
  );
}
