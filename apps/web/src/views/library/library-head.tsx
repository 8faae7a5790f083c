import { useMemo } from 'react';
import { Bytes } from '../../components';
import { formatCount, useText } from '../../i18n';
import { layoutSharing } from './layout-sharing';
import styles from './library-head.module.css';
import type { LibraryRow } from './library-rows';
import { sharingImages } from './sharing-images';

/** What is shown, and what it comes to: with layers that images share counted once, too. */
export function LibraryHead({ title, rows }: { readonly title: string; readonly rows: readonly LibraryRow[] }) {
  const text = useText().library;
  const { sumBytes, onceBytes } = useMemo(() => layoutSharing(sharingImages(rows)), [rows]);
  const places = new Set(rows.map(({ location }) => location.id)).size;
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <h1>{title}</h1>
        <p>
          {text.summary(rows.length, places)}
          {/* Where nothing but samples is open: what to do first, and what does not happen. */}
          {rows.every(({ location }) => location.isSample) && <span className={styles.first}>{text.firstVisit}</span>}
        </p>
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>{text.images}</dt>
          <dd>{formatCount(rows.length)}</dd>
        </div>
        <div>
          <dt>{text.sumOfSizes}</dt>
          <dd>
            <Bytes bytes={sumBytes} />
          </dd>
        </div>
        <div>
          <dt>{text.sharedOnce}</dt>
          <dd>
            <Bytes bytes={onceBytes} />
          </dd>
        </div>
        <div>
          <dt>{text.saved}</dt>
          <dd>
            <Bytes bytes={sumBytes - onceBytes} />
          </dd>
        </div>
      </dl>
    </header>
  );
}
