import { useSyncExternalStore } from 'react';
import { useExplorer } from '../../state';

const DARK = '(prefers-color-scheme: dark)';

/** A word that is another one whenever the colours of the page may be. */
export function useColorScheme(): string {
  const theme = useExplorer((state) => state.theme);
  const isDark = useSyncExternalStore(subscribe, () => window.matchMedia(DARK).matches);
  return theme === 'system' ? (isDark ? 'system dark' : 'system light') : theme;
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
