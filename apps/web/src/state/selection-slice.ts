import type { EntryPath } from '@stratascope/core';
import type { StateCreator } from 'zustand';
import { type Address, formatAddress, LIBRARY, type TabId, type ViewId } from './address';
import type { ExplorerState } from './explorer-store';

/** Where the address goes: `push` makes a step for Back, `replace` makes none. */
export interface AddressBar {
  readonly write: (link: string, how: 'push' | 'replace') => void;
}

/** What is looked at. All of it stands in the link; every view draws this one selection. */
export interface SelectionSlice {
  readonly address: Address;
  readonly openLibrary: () => void;
  readonly openImage: (image: string, platform?: string | null) => void;
  /** Another platform or tag: path and level stay, where the other has them too; `layers`: how many it has. */
  readonly openSibling: (image: string, layers: number) => void;
  /** Puts the digest in the place of the name that led to it, without a step in the history. */
  readonly nameImage: (digest: string) => void;
  readonly setTab: (tab: TabId) => void;
  readonly setView: (view: ViewId) => void;
  /** Goes into a folder of the picture of bytes, and selects it; null: out to the root. */
  readonly goInside: (folder: EntryPath | null) => void;
  /** Moves the level without a step in the history: it is moved often. `top` as null keeps links short. */
  readonly setLevel: (at: number | null) => void;
  readonly setRange: (from: number, at: number | null) => void;
  /** Selects a path (and lets go of the version shown of the one before), or nothing. */
  readonly selectPath: (path: EntryPath | null) => void;
  /** Selects a layer; a selected path stays, with its life line, and comes back when the layer is let go. */
  readonly selectLayer: (layer: number | null) => void;
  /** Says where the base image ends: after so many of the lowest layers; null: as the image tells. */
  readonly setBase: (layers: number | null) => void;
  readonly selectVersion: (version: number | null, versus?: number | null) => void;
  /** A path and one of its versions in one step, as a click on a mark of the life line does. */
  readonly selectPathVersion: (path: EntryPath, version: number) => void;
  /** What is searched for: without a step in the history, as it is typed. */
  readonly setQuery: (query: string) => void;
  /** Lets go of what was selected last: a layer that stands over a path, then version, then path. False where there was none. */
  readonly peel: () => boolean;
  /** Takes the address from the browser (Back, a link) without writing it again. */
  readonly restore: (address: Address) => void;
}

export function createSelectionSlice(
  bar: AddressBar,
  initial: Address,
): StateCreator<ExplorerState, [], [], SelectionSlice> {
  return (set, get) => {
    const move = (change: Partial<Address>, how: 'push' | 'replace') => {
      const before = get().address;
      const address = { ...before, ...change };
      const link = formatAddress(address);
      if (link === formatAddress(before)) return;
      set({ address });
      bar.write(link, how);
    };

    return {
      address: initial,
      openLibrary: () => move(LIBRARY, 'push'),
      openImage: (image, platform = null) => move({ ...LIBRARY, image, platform }, 'push'),
      openSibling: (image, layers) => {
        const { tab, view, path, query, at, from } = get().address;
        const level = at === null || at > layers ? {} : { at, from: Math.min(from, at) };
        move({ ...LIBRARY, image, tab, view, path, query, ...level }, 'push');
      },
      nameImage: (image) => move({ image, platform: null }, 'replace'),
      setTab: (tab) => move({ tab }, 'push'),
      setView: (view) => move({ view }, 'push'),
      goInside: (folder) => move({ inside: folder, path: folder, layer: null, version: null, versus: null }, 'push'),
      setLevel: (at) =>
        move({ at, from: at === null ? get().address.from : Math.min(get().address.from, at) }, 'replace'),
      setRange: (from, at) => move({ from, at }, 'replace'),
      selectPath: (path) => move({ path, layer: null, version: null, versus: null }, 'push'),
      selectLayer: (layer) => move({ layer }, 'push'),
      setBase: (base) => move({ base }, 'push'),
      selectVersion: (version, versus = null) => move({ version, versus }, 'push'),
      selectPathVersion: (path, version) => move({ path, version, versus: null, layer: null }, 'push'),
      setQuery: (query) => move({ query }, 'replace'),
      peel: () => {
        const { version, path, layer } = get().address;
        if (layer !== null) move({ layer: null }, 'push');
        else if (version !== null) move({ version: null, versus: null }, 'push');
        else if (path !== null) move({ path: null }, 'push');
        else return false;
        return true;
      },
      restore: (address) => set({ address }),
    };
  };
}
