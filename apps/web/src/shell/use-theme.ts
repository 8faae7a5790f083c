import { useEffect } from 'react';
import { type ThemeChoice, useExplorer } from '../state';

/** Lets the tokens of the theme chosen hold; `system` leaves the choice to the browser. */
export function applyTheme(theme: ThemeChoice): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme(): void {
  const theme = useExplorer((state) => state.theme);
  useEffect(() => applyTheme(theme), [theme]);
}
