import type { SettingStep } from '@stratascope/core';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components';
import { useText } from '../../i18n';
import styles from './config.module.css';
import { looksSecret } from './looks-secret';
import { MASK } from './mask-secrets';

/** A heading and what stands under it. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** Values that are drawn at a time: labels may be a hundred thousand. */
const ROWS = 500;

/** The first of many values, and the button that shows more of them; null where all are shown. */
export function useFirstValues<Value>(values: readonly Value[]): {
  readonly shown: readonly Value[];
  readonly more: ReactNode;
} {
  const text = useText().config;
  const [count, setCount] = useState(ROWS);
  const left = values.length - count;
  const next = Math.min(left, ROWS);
  const more = left <= 0 ? null : <Button onClick={() => setCount(count + ROWS)}>{text.moreValues(next, left)}</Button>;
  return { shown: left <= 0 ? values : values.slice(0, count), more };
}

/** More replaced values say nothing that anybody would read. */
const MOST_REPLACED = 5;

/** A value of the config, the step that set it, and what it replaced, where the history tells. Null is not set. */
export function Setting({
  name,
  value,
  steps = [],
  fallback,
}: {
  readonly name: string;
  readonly value: ReactNode | null;
  /** That set it, the oldest first; the last one is what holds. */
  readonly steps?: readonly SettingStep[] | undefined;
  readonly fallback?: string;
}) {
  const text = useText().config;
  const last = steps.at(-1);
  const replaced = steps.slice(0, -1).slice(-MOST_REPLACED).toReversed();
  const older = steps.length - 1 - replaced.length;
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        {value === null ? <span className={styles.quiet}>{fallback ?? text.notSet}</span> : value}
        {value !== null && last !== undefined && <span className={styles.step}>{text.setBy(last.step)}</span>}
        {value !== null && replaced.length > 0 && (
          <span className={styles.replaced}>
            {replaced.map((before) => (
              <span key={before.step}>
                {text.replaced} <MaskedValue name={name} value={before.value} />{' '}
                <span className={styles.step}>{text.setBy(before.step)}</span>
              </span>
            ))}
            {older > 0 && <span>{text.olderValues(older)}</span>}
          </span>
        )}
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
      <code className={styles.code}>{isShown ? value : MASK}</code>
      <span className={styles.secret}>{text.secret}</span>
      <Button size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? text.hide : text.show}
      </Button>
    </>
  );
}
