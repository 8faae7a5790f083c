import type { LanguageId } from '../src/i18n/languages';
import styles from './gallery.module.css';
import type { ListedEntry } from './gallery-list';

/** The product itself, at the size and in the state of an entry. */
export function EntryFrame({
  entry: { id, title, origin, path, width, height, byHand },
  theme,
  language,
}: {
  readonly entry: ListedEntry;
  readonly theme: 'light' | 'dark';
  readonly language: LanguageId;
}) {
  const opening = new URLSearchParams({ theme, language, to: path });
  return (
    <div className={styles.frame}>
      <p className={styles.note}>
        {width} × {height} px. {byHand !== null && <b>{byHand}</b>} <a href={`${origin}${path}`}>Open it alone</a>
      </p>
      <iframe
        key={`${id} ${theme} ${language}`}
        title={title}
        src={`${origin}/open-in-gallery?${opening}`}
        style={{ width, height }}
      />
    </div>
  );
}
