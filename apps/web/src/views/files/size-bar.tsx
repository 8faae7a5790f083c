import { classNames, hatchClass } from '../../components';
import type { FileRow } from './file-row';
import styles from './size-bar.module.css';

/** Bytes of a row against the scale of its folder, stacked by the layer that brought them; a ghost's are hatched. */
export function SizeBar({ row, scale }: { readonly row: FileRow; readonly scale: number }) {
  if (row.size === 0 || scale === 0) return null;
  const width = (bytes: number) => `${Math.min(100, (bytes / scale) * 100)}%`;
  return (
    <span className={styles.bar} aria-hidden>
      {row.ghost !== undefined ? (
        <span className={classNames(styles.ghost, hatchClass)} style={{ width: width(row.size) }} />
      ) : (
        row.bytesByLayer.map(([layer, bytes = 0]) => (
          <span
            key={layer}
            className={styles.part}
            style={{ width: width(bytes), background: `var(--layer-${layer}-fill)` }}
          />
        ))
      )}
    </span>
  );
}
