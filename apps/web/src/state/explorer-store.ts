import { create } from 'zustand';
import { type LanguageId, pickLanguage } from '../i18n/languages';
import { type Address, LIBRARY, parseAddress } from './address';
import { createHoverSlice, type HoverSlice } from './hover-slice';
import { createMessageSlice, type MessageSlice } from './message-slice';
import {
  createPreferencesSlice,
  type Preferences,
  type PreferencesSlice,
  preferencesOf,
  readPreferences,
  writePreferences,
} from './preferences-slice';
import { type AddressBar, createSelectionSlice, type SelectionSlice } from './selection-slice';
import { createTreeSlice, type TreeSlice } from './tree-slice';

export type ExplorerState = SelectionSlice & HoverSlice & PreferencesSlice & MessageSlice & TreeSlice;

/** The page's state over a given address bar and given preferences: for tests as for the page. */
export function createExplorerStore(bar: AddressBar, initial: Address, preferences: Preferences) {
  return create<ExplorerState>()((...tools) => ({
    ...createSelectionSlice(bar, initial)(...tools),
    ...createHoverSlice(...tools),
    ...createPreferencesSlice(preferences)(...tools),
    ...createMessageSlice(...tools),
    ...createTreeSlice(...tools),
  }));
}

/** The state of this page. Components read one stored field at a time: `useExplorer((state) => state.address.path)`. */
export const useExplorer = createBrowserStore();

function createBrowserStore() {
  const hasBrowser = typeof window !== 'undefined';
  const storage = hasBrowser ? localStorageOrNull() : null;
  const language: LanguageId = hasBrowser ? pickLanguage(navigator.languages) : 'en';
  const store = createExplorerStore(
    hasBrowser ? historyBar() : { write: () => undefined },
    hasBrowser ? parseAddress(window.location) : LIBRARY,
    readPreferences(storage, language),
  );
  if (hasBrowser) {
    window.addEventListener('popstate', () => store.getState().restore(parseAddress(window.location)));
    store.subscribe((state, before) => {
      const preferences = preferencesOf(state);
      if (JSON.stringify(preferences) !== JSON.stringify(preferencesOf(before))) writePreferences(storage, preferences);
    });
  }
  return store;
}

/** Browsers refuse more than some hundred writes in half a minute, so replacements wait for a drag to rest. */
function historyBar(): AddressBar {
  const REST_MILLISECONDS = 120;
  let waiting: { readonly link: string; readonly timer: number } | null = null;
  const flush = () => {
    if (waiting === null) return;
    window.clearTimeout(waiting.timer);
    window.history.replaceState(null, '', waiting.link);
    waiting = null;
  };
  return {
    write: (link, how) => {
      if (how === 'push') {
        flush();
        window.history.pushState(null, '', link);
        return;
      }
      if (waiting !== null) window.clearTimeout(waiting.timer);
      waiting = { link, timer: window.setTimeout(flush, REST_MILLISECONDS) };
    },
  };
}

/** Reading the property itself throws where storage is forbidden. */
function localStorageOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
