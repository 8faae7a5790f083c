import { create } from 'zustand';
import { type LanguageId, pickLanguage } from '../i18n/languages';
import { type Address, LIBRARY, parseAddress } from './address';
import { type BytesSlice, createBytesSlice } from './bytes-slice';
import { createFilePanelSlice, type FilePanelSlice } from './file-panel-slice';
import { createHistoryBar } from './history-bar';
import { createHoverSlice, type HoverSlice } from './hover-slice';
import { createMessageSlice, type MessageSlice } from './message-slice';
import {
  createPreferencesSlice,
  isSamePreferences,
  type Preferences,
  type PreferencesSlice,
  preferencesOf,
  readPreferences,
  writePreferences,
} from './preferences-slice';
import { type AddressBar, createSelectionSlice, type SelectionSlice } from './selection-slice';
import { createTreeSlice, type TreeSlice } from './tree-slice';

export type ExplorerState = SelectionSlice &
  HoverSlice &
  PreferencesSlice &
  MessageSlice &
  TreeSlice &
  BytesSlice &
  FilePanelSlice;

/** The page's state over a given address bar and given preferences: for tests as for the page. */
export function createExplorerStore(bar: AddressBar, initial: Address, preferences: Preferences) {
  return create<ExplorerState>()((...tools) => ({
    ...createSelectionSlice(bar, initial)(...tools),
    ...createHoverSlice(...tools),
    ...createPreferencesSlice(preferences)(...tools),
    ...createMessageSlice(...tools),
    ...createTreeSlice(...tools),
    ...createFilePanelSlice(...tools),
    ...createBytesSlice(preferences.bytesLook)(...tools),
  }));
}

/** The state of this page. Components read one stored field at a time: `useExplorer((state) => state.address.path)`. */
export const useExplorer = createBrowserStore();

function createBrowserStore() {
  const hasBrowser = typeof window !== 'undefined';
  const storage = hasBrowser ? localStorageOrNull() : null;
  const language: LanguageId = hasBrowser ? pickLanguage(navigator.languages) : 'en';
  const bar = hasBrowser ? createHistoryBar(window.history) : null;
  const store = createExplorerStore(
    bar ?? { write: () => undefined },
    hasBrowser ? parseAddress(window.location) : LIBRARY,
    readPreferences(storage, language),
  );
  if (hasBrowser) {
    window.addEventListener('popstate', () => {
      bar?.forget();
      store.getState().restore(parseAddress(window.location));
    });
    store.subscribe((state, before) => {
      if (!isSamePreferences(state, before)) writePreferences(storage, preferencesOf(state));
    });
  }
  return store;
}

/** Reading the property itself throws where storage is forbidden. */
function localStorageOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
