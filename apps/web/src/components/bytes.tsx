import { exactBytesText, formatBytes } from '../i18n';
import styles from './bytes.module.css';
import { classNames } from './class-names';

/**
 * A size: digits flush right, the unit in a column of its own, so that sizes below one another line up.
 * Null is not known: `?`. Hovering tells the exact number.
 */
export function Bytes({ bytes, strong = false }: { readonly bytes: number | null; readonly strong?: boolean }) {
  if (bytes === null) return <span className={styles.bytes}>?</span>;
  const { number, unit } = formatBytes(bytes);
  return (
    <span className={classNames(styles.bytes, strong && styles.strong)} data-tip={exactBytesText(bytes)}>
      {number}
      <span className={styles.unit}>{unit}</span>
    </span>
  );
}
