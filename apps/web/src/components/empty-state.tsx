import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Stands where content would: one sentence, and at most one thing to do. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={styles.state}>
      {icon}
      {title !== undefined && <p className={styles.title}>{title}</p>}
      {children !== undefined && <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}
