import styles from './progress-bar.module.css';

/** How much of something is done: in parts side by side (layers), each as wide as its share. */
export function ProgressBar({
  label,
  valueText,
  parts,
}: {
  readonly label: string;
  readonly valueText: string;
  readonly parts: readonly { readonly key: string | number; readonly done: number; readonly total: number }[];
}) {
  const done = parts.reduce((sum, part) => sum + part.done, 0);
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={total === 0 ? 0 : Math.floor((done / total) * 100)}
      aria-valuetext={valueText}
      className={styles.bar}
    >
      {parts.map((part) => (
        <span key={part.key} className={styles.part} style={{ flexGrow: Math.max(part.total, total / 60, 1) }}>
          <span
            className={styles.done}
            style={{ width: part.total === 0 ? 0 : `${Math.min(100, (part.done / part.total) * 100)}%` }}
          />
        </span>
      ))}
    </div>
  );
}
