import { type ReactNode, useState } from 'react';
import { Button } from '../../components';
import { useText } from '../../i18n';
import styles from './config.module.css';
import { looksSecret } from './looks-secret';

/** A heading and what stands under it. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** A value of the config, and the step that set it where the history tells. Null is not set. */
export function Setting({
  name,
  value,
  step,
  fallback,
}: {
  readonly name: string;
  readonly value: ReactNode | null;
  readonly step: number | null;
  readonly fallback?: string;
}) {
  const text = useText().config;
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        {value === null ? <span className={styles.quiet}>{fallback ?? text.notSet}</span> : value}
        {value !== null && step !== null && <span className={styles.step}>{text.setBy(step)}</span>}
      </dd>
    </>
  );
}

/** Text that is masked until asked for, where it looks secret. */
export function MaskedValue({ name, value }: { readonly name: string; readonly value: string }) {
  const text = useText().config;
  const [isShown, setShown] = useState(false);
  if (!looksSecret(name, value)) return <code className={styles.code}>{value}</code>;
  return (
    <>
      <code className={styles.code}>{isShown ? value : '••••••••'}</code>
      <span className={styles.secret}>{text.secret}</span>
      <Button size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? text.hide : text.show}
      </Button>
    </>
  );
}
