import styles from './skeleton.module.css';

/** Hairline rows where content will stand; still, so that nothing draws the eye. Say elsewhere what is loading. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div aria-hidden className={styles.skeleton}>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={styles.row}>
          <span className={styles.line} style={{ width: `${38 + ((at * 37) % 45)}%` }} />
        </div>
      ))}
    </div>
  );
}
