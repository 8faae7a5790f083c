import type { ChangeCounts } from '@stratascope/protocol/client';
import { formatCount, useText } from '../i18n';
import styles from './change-counts.module.css';

const SIGNS = { added: '+', changed: '~', removed: '\u2212' } as const;

/** How many paths a layer or a range added, changed and removed, each with a bar as long as its logarithm. */
export function ChangeCountBars({ counts }: { readonly counts: ChangeCounts }) {
  const text = useText().stack;
  const tip = text.countsTip(formatCount(counts.added), formatCount(counts.changed), formatCount(counts.removed));
  return (
    <span className={styles.counts} data-tip={tip}>
      {(['added', 'changed', 'removed'] as const).map(
        (kind) =>
          counts[kind] > 0 && (
            <span key={kind} className={styles.count}>
              {SIGNS[kind]}
              {formatCount(counts[kind])}
              <span className={styles[kind]} style={{ width: 5.5 * Math.log10(counts[kind] + 1) }} />
            </span>
          ),
      )}
    </span>
  );
}
