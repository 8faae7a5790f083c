import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

export type FilePanelTab = 'contents' | 'diff' | 'hex' | 'raw';

/** How the contents of a file are looked at. Stays from file to file; not in the link. */
export interface FilePanelSlice {
  readonly filePanelTab: FilePanelTab;
  readonly setFilePanelTab: (tab: FilePanelTab) => void;
  /** Ends of lines and tabs are drawn as marks. */
  readonly showLineEnds: boolean;
  readonly setShowLineEnds: (shown: boolean) => void;
}

export const createFilePanelSlice: StateCreator<ExplorerState, [], [], FilePanelSlice> = (set) => ({
  filePanelTab: 'contents',
  setFilePanelTab: (filePanelTab) => set({ filePanelTab }),
  showLineEnds: false,
  setShowLineEnds: (showLineEnds) => set({ showLineEnds }),
});
