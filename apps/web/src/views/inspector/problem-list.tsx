import type { Problem } from '@stratascope/protocol/client';
import { Info, TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n';
import styles from './inspector.module.css';

/** Problems, then notes: what is wrong, where, and what to do. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const text = useText().inspector;
  return (
    <>
      {(['problem', 'note'] as const).map((kind) => {
        const some = problems.filter((problem) => problem.kind === kind);
        if (some.length === 0) return null;
        const Icon = kind === 'problem' ? TriangleAlert : Info;
        return (
          <section key={kind} className={styles.block}>
            <h3 className={styles.heading}>{kind === 'problem' ? text.problems : text.notes}</h3>
            <ul className={styles.problems}>
              {some.map((problem, at) => (
                <li key={`${problem.code} ${at}`} className={kind === 'problem' ? styles.problem : styles.note}>
                  <Icon size={13} strokeWidth={1.75} aria-hidden />
                  <span>
                    {problem.message} <span className={styles.hint}>{problem.hint}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
