import type { CSSProperties } from 'react';
import { RequestFailure, useOpenImage } from '../../client';
import { Button, EmptyState } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './files.module.css';
import type { OutlineRun } from './outline';

const INDENT = 16;
const ROOT_MESSAGE_HEIGHT = 120;

interface TreeMessageLineProps {
  readonly run: OutlineRun;
  readonly failure: Error | null;
  readonly style: CSSProperties;
  /** From 0. */
  readonly line: number;
  readonly isFocusStop: boolean;
  readonly onRetry: () => void;
}

/** A line that is no path: a folder on its way, an empty one, or one that could not be listed. */
export function TreeMessageLine({ run, failure, style, line, isFocusStop, onRetry }: TreeMessageLineProps) {
  const isRoot = run.depth === 1;
  const isMessage = run.kind === 'empty' || run.kind === 'failed';
  const indent = run.depth * INDENT + 4;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      tabIndex={isFocusStop ? 0 : -1}
      data-line={line}
      data-pane-focus={isFocusStop || undefined}
      className={isMessage ? styles.messageRow : styles.row}
      style={isMessage && isRoot ? { ...style, height: ROOT_MESSAGE_HEIGHT } : style}
    >
      {isMessage ? (
        <div role="gridcell" className={styles.message} style={{ paddingLeft: isRoot ? 0 : indent }}>
          {run.kind === 'failed' ? (
            <Failure failure={failure} isRoot={isRoot} onRetry={onRetry} />
          ) : (
            <Emptiness isRoot={isRoot} />
          )}
        </div>
      ) : (
        <Waiting indent={indent} share={28 + ((line * 37) % 40)} />
      )}
    </div>
  );
}

function Waiting({ indent, share }: { readonly indent: number; readonly share: number }) {
  const text = useText().common;
  return (
    <div role="gridcell" className={styles.waiting} style={{ paddingLeft: indent }} aria-label={text.loading}>
      <span className={styles.skeleton} style={{ width: `${share}%` }} />
    </div>
  );
}

function Failure({
  failure,
  isRoot,
  onRetry,
}: {
  readonly failure: Error | null;
  readonly isRoot: boolean;
  readonly onRetry: () => void;
}) {
  const text = useText();
  const said = failure instanceof RequestFailure ? failure.failure : null;
  const words = said === null ? text.common.offline : `${text.files.failed} ${said.message}`;
  const action = (
    <Button size="small" onClick={onRetry}>
      {text.common.retry}
    </Button>
  );
  if (!isRoot) {
    return (
      <>
        {words} {action}
      </>
    );
  }
  return (
    <EmptyState title={words} action={action}>
      {said === null ? text.common.offlineHint : said.hint}
    </EmptyState>
  );
}

function Emptiness({ isRoot }: { readonly isRoot: boolean }) {
  const { level, from, layerCount } = useOpenImage();
  const { noLayers } = useText().stack;
  const text = useText().files;
  const isFiltered = useExplorer((state) => state.treeFilter !== '');
  const showRemoved = useExplorer((state) => state.showRemoved);
  const setShowRemoved = useExplorer((state) => state.setShowRemoved);
  const isOneLayer = useExplorer((state) => state.onlyLayer && state.address.layer !== null);

  if (isFiltered && !showRemoved) {
    return (
      <EmptyState
        title={text.noMatchRemoved}
        action={
          <Button size="small" onClick={() => setShowRemoved(true)}>
            {text.show}
          </Button>
        }
      />
    );
  }
  if (isFiltered) return <EmptyState title={text.noMatch} />;
  if (!isRoot) return text.empty(level);
  if (from > 0 || isOneLayer) return <EmptyState title={text.emptyRange} />;
  return <EmptyState title={layerCount === 0 ? noLayers : level === 0 ? text.emptyRoot : text.empty(level)} />;
}
