import type { ImageStep } from '@stratascope/protocol/client';
import { Chip } from '../../components';
import { formatTimeText, useText } from '../../i18n';
import styles from './config.module.css';

/** The steps of the build, the oldest first, each with the layer that it made. */
export function HistoryTable({ steps }: { readonly steps: readonly ImageStep[] }) {
  const text = useText().config;
  if (steps.length === 0) return <p className={styles.quiet}>{text.noHistory}</p>;
  return (
    <table className={styles.history}>
      <thead>
        <tr>
          <th scope="col">{text.step}</th>
          <th scope="col">{text.layer}</th>
          <th scope="col">{text.instruction}</th>
          <th scope="col">{text.created}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.step}>
            <td className={styles.number}>{step.step}</td>
            <td>
              {step.layer === null ? <span className={styles.quiet}>{text.empty}</span> : <Chip layer={step.layer} />}
            </td>
            <td>
              <code className={styles.code}>{step.createdBy || '–'}</code>
            </td>
            <td className={styles.time}>{formatTimeText(step.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
