export { type Address, decodeBytes, encodeBytes, formatAddress, LIBRARY, parseAddress, type TabId } from './address';
export { createExplorerStore, type ExplorerState, useExplorer } from './explorer-store';
export type { NarrowPane } from './message-slice';
export type { PaneId, Preferences, ThemeChoice } from './preferences-slice';
export type { TreeOrder } from './tree-slice';
