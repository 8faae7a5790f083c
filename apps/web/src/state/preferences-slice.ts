import type { StateCreator } from 'zustand';
import { LANGUAGES, type LanguageId } from '../i18n/languages';
import { type BytesLook, readBytesLook } from './bytes-slice';
import type { ExplorerState } from './explorer-store';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** A pane whose size the reader can drag; sizes in CSS px, null: as the layout has it. */
export type PaneId = 'stack' | 'inspector' | 'inspectorBelow';

/** What the reader chose for this browser. */
export interface Preferences {
  readonly theme: ThemeChoice;
  readonly language: LanguageId;
  readonly paneSizes: Readonly<Record<PaneId, number | null>>;
  /** Names that are gone as of the level stay in the tree, struck out. */
  readonly showRemoved: boolean;
  /** Single letters act as commands (WCAG 2.1.4: they can be switched off). */
  readonly singleKeys: boolean;
  /** How the picture of bytes is drawn. */
  readonly bytesLook: BytesLook;
}

export interface PreferencesSlice extends Preferences {
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setLanguage: (language: LanguageId) => void;
  readonly setPaneSize: (pane: PaneId, size: number | null) => void;
  readonly setShowRemoved: (showRemoved: boolean) => void;
  readonly setSingleKeys: (singleKeys: boolean) => void;
}

export function createPreferencesSlice(initial: Preferences): StateCreator<ExplorerState, [], [], PreferencesSlice> {
  return (set, get) => ({
    ...initial,
    setTheme: (theme) => set({ theme }),
    setLanguage: (language) => set({ language }),
    setPaneSize: (pane, size) => set({ paneSizes: { ...get().paneSizes, [pane]: size } }),
    setShowRemoved: (showRemoved) => set({ showRemoved }),
    setSingleKeys: (singleKeys) => set({ singleKeys }),
  });
}

export function preferencesOf(state: Preferences): Preferences {
  const { theme, language, paneSizes, showRemoved, singleKeys, bytesLook } = state;
  return { theme, language, paneSizes, showRemoved, singleKeys, bytesLook };
}

/** Whether two states hold the same choices. It is asked at each move of the pointer, so it only compares references. */
export function isSamePreferences(one: Preferences, other: Preferences): boolean {
  return (
    one.theme === other.theme &&
    one.language === other.language &&
    one.paneSizes === other.paneSizes &&
    one.showRemoved === other.showRemoved &&
    one.singleKeys === other.singleKeys &&
    one.bytesLook === other.bytesLook
  );
}

const STORAGE_KEY = 'stratascope.preferences';

/** What was kept, where it is what it should be; `language` is the one to use where none was chosen. */
export function readPreferences(storage: Pick<Storage, 'getItem'> | null, language: LanguageId): Preferences {
  const kept = readKept(storage);
  const paneSizes = isRecord(kept.paneSizes) ? kept.paneSizes : {};
  const size = (pane: PaneId) => {
    const value = paneSizes[pane];
    return typeof value === 'number' && value >= 40 && value <= 4000 ? value : null;
  };
  return {
    theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
    language: LANGUAGES.find(({ id }) => id === kept.language)?.id ?? language,
    paneSizes: { stack: size('stack'), inspector: size('inspector'), inspectorBelow: size('inspectorBelow') },
    showRemoved: kept.showRemoved !== false,
    singleKeys: kept.singleKeys !== false,
    bytesLook: readBytesLook(isRecord(kept.bytesLook) ? kept.bytesLook : {}),
  };
}

/** Keeps them; a browser that forbids it loses nothing but the memory. */
export function writePreferences(storage: Storage | null, preferences: Preferences): void {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(preferences));
  } catch {
    // Full or forbidden: the choice holds until the page is closed.
  }
}

function readKept(storage: Pick<Storage, 'getItem'> | null): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}');
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
