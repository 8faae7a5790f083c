import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton, Logo, Spring, useLayout } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './app-bar.module.css';
import { LanguageMenu, SettingsMenu, ThemeMenu } from './preference-menus';

/** The bar over every page; what belongs to the image stands between the logo and the preferences. */
export function AppBar({ children, actions }: { readonly children?: ReactNode; readonly actions?: ReactNode }) {
  const openLibrary = useExplorer((state) => state.openLibrary);
  const setHelpOpen = useExplorer((state) => state.setHelpOpen);
  const text = useText().shell;
  const layout = useLayout();
  const isPhone = layout === 'phone';

  return (
    <header className={styles.bar}>
      <button type="button" className={styles.brand} onClick={openLibrary} aria-label={`Stratascope, ${text.library}`}>
        <Logo />
        {(!isPhone || children === undefined) && <span>Stratascope</span>}
      </button>
      {children}
      {children === undefined && <Spring />}
      {isPhone ? (
        <SettingsMenu />
      ) : (
        <div className={styles.actions} data-screen-only>
          {actions}
          <LanguageMenu />
          <ThemeMenu />
          <IconButton
            label={text.help}
            shortcut="?"
            icon={<CircleHelp size={15} aria-hidden />}
            onClick={() => setHelpOpen(true)}
          />
        </div>
      )}
    </header>
  );
}
