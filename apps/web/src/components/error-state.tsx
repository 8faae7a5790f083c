import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './empty-state.module.css';

/** An error, where the thing would be: what is wrong, what to do, one action. Never a modal. */
export function ErrorState({
  message,
  hint,
  action,
  isPage = false,
}: {
  readonly message: ReactNode;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  /** All there is on the page: its heading, too. */
  readonly isPage?: boolean;
}) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div role="alert" className={classNames(styles.state, styles.doubt)}>
      <TriangleAlert size={18} aria-hidden />
      <Title className={styles.title}>{message}</Title>
      {hint !== undefined && <p className={styles.text}>{hint}</p>}
      {action}
    </div>
  );
}
