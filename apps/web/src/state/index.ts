export { formatAddress, LIBRARY, type TabId } from './address';
export type { BytesLook } from './bytes-slice';
export { useExplorer } from './explorer-store';
export type { ThemeChoice } from './preferences-slice';
