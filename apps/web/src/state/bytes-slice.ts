import type { BytesColour, BytesMeasure, BytesShown } from '@stratascope/protocol/client';
import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

/** How the picture of bytes is drawn. Not in the link: it is the reader's desk, not what is looked at. */
export interface BytesLook {
  readonly shape: 'treemap' | 'icicle';
  readonly by: BytesColour;
  readonly show: BytesShown;
  readonly measure: BytesMeasure;
  /** A table instead of a picture. */
  readonly isTable: boolean;
}

export interface BytesSlice {
  readonly bytesLook: BytesLook;
  readonly setBytesLook: (change: Partial<BytesLook>) => void;
}

export const createBytesSlice: StateCreator<ExplorerState, [], [], BytesSlice> = (set, get) => ({
  bytesLook: { shape: 'treemap', by: 'layer', show: 'both', measure: 'unpacked', isTable: false },
  setBytesLook: (change) => set({ bytesLook: { ...get().bytesLook, ...change } }),
});
