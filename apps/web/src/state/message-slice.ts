import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

/** The pane that a narrow screen shows alone. */
export type NarrowPane = 'stack' | 'files' | 'inspector';

/** What the page says and shows beside the selection. */
export interface MessageSlice {
  /** The last sentence for the live region, read out politely; it shows at most one in two seconds. */
  readonly announcement: string;
  readonly announce: (sentence: string) => void;
  /** What the server said when it found the file under the image changed; null while it is what was opened. */
  readonly changedWords: string | null;
  readonly setChangedWords: (changedWords: string | null) => void;
  /** The server does not answer; what is on screen is what it said last. */
  readonly isOffline: boolean;
  readonly setOffline: (isOffline: boolean) => void;
  /** The level climbs by itself. */
  readonly isPlaying: boolean;
  readonly setPlaying: (isPlaying: boolean) => void;
  /** The list of keys is open. */
  readonly isHelpOpen: boolean;
  readonly setHelpOpen: (isHelpOpen: boolean) => void;
  /** The search box has the focus and shows what it found. */
  readonly isSearching: boolean;
  readonly setSearching: (isSearching: boolean) => void;
  readonly narrowPane: NarrowPane;
  readonly setNarrowPane: (pane: NarrowPane) => void;
}

export const createMessageSlice: StateCreator<ExplorerState, [], [], MessageSlice> = (set) => ({
  announcement: '',
  announce: (announcement) => set({ announcement }),
  changedWords: null,
  setChangedWords: (changedWords) => set({ changedWords }),
  isOffline: false,
  setOffline: (isOffline) => set({ isOffline }),
  isPlaying: false,
  setPlaying: (isPlaying) => set({ isPlaying }),
  isHelpOpen: false,
  setHelpOpen: (isHelpOpen) => set({ isHelpOpen }),
  isSearching: false,
  setSearching: (isSearching) => set({ isSearching }),
  narrowPane: 'files',
  setNarrowPane: (narrowPane) => set({ narrowPane }),
});
