import { useEffect } from 'react';
import { useExplorer } from '../state';
import { applyTheme } from './use-theme';

/** Of a sheet across, width to height: A4 less its margins; Letter is a little wider. */
const SHEET_SHAPE = 1.45;

/**
 * Before printing tells the styles the size that the panes are laid out for: laid out anew for paper, their drawings, which
 * are measured, would not follow. What is painted follows the theme, so the light one holds until it is done.
 */
export function usePrint(): void {
  useEffect(() => {
    const { documentElement } = document;
    const before = () => {
      const { innerWidth, innerHeight } = window;
      documentElement.style.setProperty('--print-width', `${innerWidth}px`);
      documentElement.style.setProperty('--print-height', `${Math.min(innerHeight, innerWidth / SHEET_SHAPE)}px`);
      applyTheme('light');
    };
    const after = () => applyTheme(useExplorer.getState().theme);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}
