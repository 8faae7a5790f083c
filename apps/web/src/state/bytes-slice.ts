import type { BytesColour, BytesMeasure, BytesShown } from '@stratascope/protocol/client';
import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

/** How the picture of bytes is drawn. Not in the link, but kept: it is the reader's desk, not what is looked at. */
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

export function createBytesSlice(initial: BytesLook): StateCreator<ExplorerState, [], [], BytesSlice> {
  return (set, get) => ({
    bytesLook: initial,
    setBytesLook: (change) => set({ bytesLook: { ...get().bytesLook, ...change } }),
  });
}

const SHAPES: readonly BytesLook['shape'][] = ['treemap', 'icicle'];
const COLOURS: readonly BytesColour[] = ['layer', 'change', 'kind'];
const SHOWN: readonly BytesShown[] = ['both', 'live', 'dead'];
const MEASURES: readonly BytesMeasure[] = ['unpacked', 'stored'];

/** A look as it was kept; what it cannot be is as it is at first. */
export function readBytesLook(kept: Readonly<Record<string, unknown>>): BytesLook {
  return {
    shape: SHAPES.find((each) => each === kept.shape) ?? 'treemap',
    by: COLOURS.find((each) => each === kept.by) ?? 'layer',
    show: SHOWN.find((each) => each === kept.show) ?? 'both',
    measure: MEASURES.find((each) => each === kept.measure) ?? 'unpacked',
    isTable: kept.isTable === true,
  };
}
