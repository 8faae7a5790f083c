import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './pane.module.css';

/** A part of the page with a heading. F6 moves between panes, so it can hold the focus. */
export function Pane({ label, className, ...rest }: ComponentPropsWithRef<'section'> & { readonly label: string }) {
  return (
    <section aria-label={label} data-pane tabIndex={-1} className={classNames(styles.pane, className)} {...rest} />
  );
}

export function PaneHead({ className, ...rest }: ComponentPropsWithRef<'header'>) {
  return <header className={classNames(styles.head, className)} {...rest} />;
}

/** The heading in a pane's head; the quiet words after it say how much there is. */
export function PaneTitle({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <>
      <h2 className={styles.title}>{children}</h2>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </>
  );
}

export function PaneFooter({ className, ...rest }: ComponentPropsWithRef<'footer'>) {
  return <footer className={classNames(styles.footer, className)} {...rest} />;
}

/** Pushes what follows to the other end of a head or footer. */
export function Spring() {
  return <span className={styles.spring} />;
}
