export { formatAddress, LIBRARY, type TabId } from './address';
export { useExplorer } from './explorer-store';
export type { ThemeChoice } from './preferences-slice';
