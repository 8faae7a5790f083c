import { useEffect, useState } from 'react';
import { classNames, Segmented, TooltipHost } from '../src/components';
import type { LanguageId } from '../src/i18n/languages';
import { useExplorer } from '../src/state';
import { ComponentSheets } from './component-sheets';
import { EntryFrame } from './entry-frame';
import styles from './gallery.module.css';
import { type ListedEntry, type ListedGroup, listEntries } from './gallery-list';

/** For those who build the page: its components in all their states, and the product in each of its states. */
export function Gallery() {
  const [groups, setGroups] = useState<readonly ListedGroup[]>([]);
  const [shown, setShown] = useState(() => window.location.hash.slice(1));
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const language = useExplorer((state) => state.language);
  const setLanguage = useExplorer((state) => state.setLanguage);

  useEffect(() => void listEntries().then(setGroups), []);
  useEffect(() => {
    const follow = () => setShown(window.location.hash.slice(1));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  const entry = groups.flatMap(({ entries }) => entries).find(({ id }) => id === shown);
  return (
    <div className={styles.gallery}>
      <nav className={styles.side} aria-label="Entries">
        <a href="#components" className={classNames(styles.link, entry === undefined && styles.chosen)}>
          Components
        </a>
        {groups.map((group) => (
          <section key={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.entries.map((one) => (
                <li key={one.id}>
                  <EntryLink entry={one} isShown={one === entry} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main className={styles.main}>
        <header className={styles.head}>
          <h1>{entry?.title ?? 'Components'}</h1>
          <Segmented<LanguageId>
            label="Language"
            chosen={language}
            onChoose={setLanguage}
            segments={[
              { id: 'en', label: 'English' },
              { id: 'zh', label: '简体中文' },
            ]}
          />
          {entry !== undefined && (
            <Segmented
              label="Theme"
              chosen={theme}
              onChoose={setTheme}
              segments={[
                { id: 'light', label: 'Light' },
                { id: 'dark', label: 'Dark' },
              ]}
            />
          )}
        </header>
        {entry === undefined ? <ComponentSheets /> : <EntryFrame entry={entry} theme={theme} language={language} />}
      </main>
      <TooltipHost />
    </div>
  );
}

function EntryLink({ entry, isShown }: { readonly entry: ListedEntry; readonly isShown: boolean }) {
  return (
    <a
      href={`#${entry.id}`}
      aria-current={isShown ? 'true' : undefined}
      className={classNames(styles.link, isShown && styles.chosen)}
    >
      {entry.title}
    </a>
  );
}
