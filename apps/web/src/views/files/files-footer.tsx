import type { ChangeCounts } from '@stratascope/protocol/client';
import { ChangeCountBars, ChangeMark, type Mark, PaneFooter, PopoverButton, useLayout } from '../../components';
import { useText } from '../../i18n';
import styles from './files-footer.module.css';

/** Those that nearly every image has. */
const USUAL: readonly Mark[] = ['added', 'content', 'metadata', 'removed', 'replaced', 're-added', 'inside'];
const ALL: readonly Mark[] = [...USUAL, 'emptied', 'identical', 'linked'];
/** What stands for all of them where there is no room for words. */
const FEW: readonly Mark[] = ['added', 'content', 'metadata', 'removed'];

/** What the signs mean, and how much there is. Where the words do not fit they are behind a button. */
export function FilesFooter({
  counts,
  summary,
}: {
  /** Of the range looked at, if there is one. */
  readonly counts: ChangeCounts | undefined;
  readonly summary: string | null;
}) {
  const text = useText();
  const layout = useLayout();
  return (
    <PaneFooter>
      <div className={styles.signs}>
        <Legend marks={USUAL} className={styles.legend} />
        <PopoverButton
          look="quiet"
          size="small"
          className={styles.button}
          surfaceLabel={text.files.legend}
          surface={() => <Legend marks={ALL} className={styles.list} />}
        >
          {FEW.map((mark) => (
            <ChangeMark key={mark} mark={mark} size={10} />
          ))}
          {text.files.legend}
        </PopoverButton>
      </div>
      {counts !== undefined && layout !== 'phone' && <ChangeCountBars counts={counts} />}
      <span className={styles.summary}>{summary}</span>
    </PaneFooter>
  );
}

function Legend({ marks, className }: { readonly marks: readonly Mark[]; readonly className: string | undefined }) {
  const text = useText();
  return (
    <ul aria-label={text.files.legend} className={className}>
      {marks.map((mark) => (
        <li key={mark} className={styles.item}>
          <ChangeMark mark={mark} size={10} />
          {text.common.marks[mark]}
        </li>
      ))}
    </ul>
  );
}
