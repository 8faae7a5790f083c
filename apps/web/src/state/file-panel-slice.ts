import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

export type FilePanelTab = 'contents' | 'diff' | 'hex';

/** How the contents of a file are looked at. Stays from file to file; not in the link. */
export interface FilePanelSlice {
  readonly filePanelTab: FilePanelTab;
  readonly setFilePanelTab: (tab: FilePanelTab) => void;
}

export const createFilePanelSlice: StateCreator<ExplorerState, [], [], FilePanelSlice> = (set) => ({
  filePanelTab: 'contents',
  setFilePanelTab: (filePanelTab) => set({ filePanelTab }),
});
