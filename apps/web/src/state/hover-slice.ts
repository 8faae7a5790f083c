import type { EntryPath } from '@stratascope/core';
import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

/** What the pointer or the focus is on, so that its counterparts elsewhere get an outline. Never in the link. */
export interface HoverSlice {
  readonly hoveredLayer: number | null;
  readonly hoveredPath: EntryPath | null;
  readonly hoverLayer: (layer: number | null) => void;
  readonly hoverPath: (path: EntryPath | null) => void;
}

export const createHoverSlice: StateCreator<ExplorerState, [], [], HoverSlice> = (set, get) => ({
  hoveredLayer: null,
  hoveredPath: null,
  hoverLayer: (hoveredLayer) => {
    if (hoveredLayer !== get().hoveredLayer) set({ hoveredLayer });
  },
  hoverPath: (hoveredPath) => {
    if (hoveredPath !== get().hoveredPath) set({ hoveredPath });
  },
});
