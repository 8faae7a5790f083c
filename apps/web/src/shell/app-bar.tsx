import { Logo } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './app-bar.module.css';

/** The bar over every page. */
export function AppBar() {
  const openLibrary = useExplorer((state) => state.openLibrary);
  const text = useText().shell;
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.brand} onClick={openLibrary} aria-label={`Stratascope, ${text.library}`}>
        <Logo />
        <span>Stratascope</span>
      </button>
    </header>
  );
}
