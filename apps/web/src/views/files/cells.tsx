import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Bytes,
  ChangeMark,
  Chip,
  classNames,
  markOf,
  modeText,
  shortName,
  VisibleName,
  visibleText,
  wordOf,
} from '../../components';
import { type Dictionary, formatTime, useText } from '../../i18n';
import type { ColumnId } from './columns';
import type { FileRow } from './file-row';
import styles from './files.module.css';

import { SizeBar } from './size-bar';
import { splitName } from './split-name';

/** What a row shows in each column; the name's cell is the row's own, for it is indented and folds. */
export const CELLS: Record<Exclude<ColumnId, 'name'>, (props: CellProps) => ReactNode> = {
  layer: LayerCell,
  change: ChangeCell,
  size: SizeCell,
  bar: ({ row, scale }) => <SizeBar row={row} scale={scale} />,
  mode: ({ row }) => <span className={styles.mode}>{row.mode === undefined ? '' : modeText(row.type, row.mode)}</span>,
  owner: OwnerCell,
  time: ({ row }) => (
    <span className={styles.time}>
      {row.mtime === undefined ? '' : formatTime(Number(row.mtime)).replace(' UTC', '')}
    </span>
  ),
};

interface CellProps {
  readonly row: FileRow;
  /** Bytes of a full bar. */
  readonly scale: number;
}

function LayerCell({ row }: CellProps) {
  const text = useText().files;
  const layer = row.ghost === undefined ? row.changedIn.layer || row.layer : row.layer;
  return (
    <span data-tip={row.ghost === undefined ? text.layerTip(layer, row.layer) : undefined}>
      <Chip layer={layer} />
    </span>
  );
}

function ChangeCell({ row }: CellProps) {
  const text = useText().common;
  const shown =
    row.ghost === undefined ? row.changedIn : { change: 'removed' as const, changed: [], how: row.ghost.how };
  return (
    <span className={styles.change}>
      <ChangeMark mark={markOf(shown)} />
      <span className={styles.word}>{changeText(row, text)}</span>
    </span>
  );
}

/** `removed in 9`, `emptied in 9`, the word of a change; nothing for what never changed. */
export function changeText(row: FileRow, text: Dictionary['common']): string {
  if (row.ghost !== undefined) {
    return row.ghost.how === 'opaque' ? text.emptiedIn(row.ghost.layer) : text.removedIn(row.ghost.layer);
  }
  return row.changedIn.change === null ? '' : wordOf(row.changedIn, text);
}

function SizeCell({ row }: CellProps) {
  const text = useText().files;
  if (row.type === 'char' || row.type === 'block' || row.type === 'fifo') {
    return <span className={styles.quiet}>{`${text.shortTypes[row.type]} ${row.dev ?? ''}`.trim()}</span>;
  }
  if (isOtherName(row)) {
    return (
      <span className={styles.quiet} data-tip={text.sameAsTip(row.hl ?? '')}>
        {text.sameAs}
      </span>
    );
  }
  if (row.type === 'symlink') return <span className={styles.quiet}>–</span>;
  return <Bytes bytes={row.size} />;
}

/** A hard link's other names count no bytes of their own (rule 23). */
function isOtherName(row: FileRow): boolean {
  return row.hl !== undefined && row.hl !== row.path;
}

function OwnerCell({ row }: CellProps) {
  if (row.uid === undefined) return null;
  const owner = row.owner ?? String(row.uid);
  return (
    <span className={styles.owner} data-tip={`${owner}:${row.group ?? row.gid} (${row.uid}:${row.gid})`}>
      {owner}
    </span>
  );
}

/** A name that gives way in its middle, and where a symbolic link leads. */
export function NameText({ row }: { readonly row: FileRow }) {
  const name = shortName(row.nameBytes);
  const { head, tail } = splitName(name);
  // Of a link that is gone no row says where it led.
  const hasTarget = row.linkBytes !== '';
  return (
    <span className={classNames(styles.nameText, hasTarget && styles.withTarget)} data-tip={visibleText(name)}>
      <span className={row.ghost === undefined ? styles.words : styles.struck}>
        <span className={styles.head}>
          <VisibleName name={head} />
        </span>
        {tail !== '' && (
          <span className={styles.tail}>
            <VisibleName name={tail} />
          </span>
        )}
      </span>
      {hasTarget && (
        <span className={styles.target}>
          <ArrowRight size={11} strokeWidth={1.75} aria-hidden className={styles.arrow} />
          <span className={styles.head}>
            <VisibleName name={shortName(row.linkBytes)} />
          </span>
        </span>
      )}
    </span>
  );
}
