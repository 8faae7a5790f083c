import { ChangeMark, type Mark, PaneFooter, Spring } from '../../components';
import { useText } from '../../i18n';
import styles from './files-footer.module.css';

const LEGEND: readonly Mark[] = ['added', 'content', 'metadata', 'removed', 'replaced', 're-added', 'inside'];

/** What the signs mean, and how much there is. */
export function FilesFooter({ summary }: { readonly summary: string | null }) {
  const text = useText();
  return (
    <PaneFooter>
      <ul aria-label={text.files.legend} className={styles.legend}>
        {LEGEND.map((mark) => (
          <li key={mark} className={styles.item}>
            <ChangeMark mark={mark} size={10} />
            {text.common.marks[mark]}
          </li>
        ))}
      </ul>
      <Spring />
      <span className={styles.summary}>{summary}</span>
    </PaneFooter>
  );
}
