import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names';

/** A sentence above a view: `doubt` where data are partial or not trusted, `note` for the rest. One action at most. */
export function Banner({
  tone,
  isQuiet = false,
  children,
  action,
}: {
  readonly tone: 'doubt' | 'note';
  /** Changes too often to be read out; what matters of it is announced elsewhere. */
  readonly isQuiet?: boolean;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div
      role={isQuiet ? undefined : tone === 'doubt' ? 'alert' : 'status'}
      className={classNames(styles.banner, styles[tone])}
    >
      {tone === 'doubt' ? <TriangleAlert size={14} aria-hidden /> : <Info size={14} aria-hidden />}
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
