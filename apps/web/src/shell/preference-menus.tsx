import { Languages, Monitor, Moon, SlidersHorizontal, Sun } from 'lucide-react';
import { MenuButton, type MenuEntry } from '../components';
import { LANGUAGES, useText } from '../i18n';
import { type ThemeChoice, useExplorer } from '../state';
import styles from './app-bar.module.css';
import { useCopyLink } from './use-copy-link';

const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

export function LanguageMenu() {
  const entries = useLanguageEntries();
  const language = useExplorer((state) => state.language);
  const text = useText().shell;
  const name = LANGUAGES.find(({ id }) => id === language)?.name;
  return (
    <MenuButton
      look="quiet"
      align="end"
      className={styles.action}
      icon={<Languages size={15} aria-hidden />}
      entries={entries}
      menuLabel={text.language}
      aria-label={`${text.language}: ${name}`}
    >
      {name}
    </MenuButton>
  );
}

export function ThemeMenu() {
  const entries = useThemeEntries();
  const theme = useExplorer((state) => state.theme);
  const text = useText().shell;
  const Icon = THEME_ICONS[theme];
  return (
    <MenuButton
      look="quiet"
      align="end"
      className={styles.iconAction}
      icon={<Icon size={15} aria-hidden />}
      entries={entries}
      menuLabel={text.theme}
      aria-label={`${text.theme}: ${text.themes[theme]}`}
      data-tip={text.theme}
    />
  );
}

/** All of them in one, for narrow screens. */
export function SettingsMenu() {
  const text = useText().shell;
  const languages = useLanguageEntries();
  const themes = useThemeEntries();
  const copyLink = useCopyLink();
  const setHelpOpen = useExplorer((state) => state.setHelpOpen);
  return (
    <MenuButton
      look="quiet"
      align="end"
      className={styles.iconAction}
      icon={<SlidersHorizontal size={17} aria-hidden />}
      entries={[
        { kind: 'item', id: 'link', label: text.copyLink, onSelect: copyLink },
        { kind: 'item', id: 'help', label: text.help, onSelect: () => setHelpOpen(true) },
        { kind: 'heading', id: 'languages', label: text.language },
        ...languages,
        { kind: 'heading', id: 'themes', label: text.theme },
        ...themes,
      ]}
      menuLabel={text.settings}
      aria-label={text.settings}
    />
  );
}

function useLanguageEntries(): readonly MenuEntry[] {
  const language = useExplorer((state) => state.language);
  const setLanguage = useExplorer((state) => state.setLanguage);
  return LANGUAGES.map(({ id, name, htmlLang }) => ({
    kind: 'item',
    id,
    label: <span lang={htmlLang}>{name}</span>,
    isChosen: id === language,
    onSelect: () => setLanguage(id),
  }));
}

function useThemeEntries(): readonly MenuEntry[] {
  const theme = useExplorer((state) => state.theme);
  const setTheme = useExplorer((state) => state.setTheme);
  const text = useText().shell;
  return THEMES.map((id) => ({
    kind: 'item',
    id,
    label: text.themes[id],
    isChosen: id === theme,
    onSelect: () => setTheme(id),
  }));
}
