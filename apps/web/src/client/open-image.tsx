import type { EntryPath } from '@stratascope/core';
import type { ImageAnswer } from '@stratascope/protocol/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useExplorer } from '../state';
import {
  changeCountsOptions,
  documentsOptions,
  factsOptions,
  type ImageKey,
  imageKey,
  layerOptions,
  libraryOptions,
  lifeOptions,
  searchOptions,
} from './queries';

/** The image that the page shows, with the levels as they apply to it. */
export interface OpenImage {
  /** With the base image as the reader says, where they do. */
  readonly image: ImageAnswer;
  /** As the server gave it. */
  readonly answer: ImageAnswer;
  readonly key: ImageKey;
  readonly layerCount: number;
  /** The level looked at: the link's, or the top where it names none or one that the image does not have. */
  readonly level: number;
  /** The level that changes are counted from; 0 but while a range is looked at. */
  readonly from: number;
  /** The link names a level or a layer that the image does not have. */
  readonly isStaleLink: boolean;
  /** All layers were read: trees, lives and ledgers can be asked for. */
  readonly isReady: boolean;
}

const OpenImageContext = createContext<OpenImage | null>(null);

/** Gives the views below the image; a view never has to care for an image that is not there. */
export function OpenImageProvider({ image, children }: { readonly image: ImageAnswer; readonly children: ReactNode }) {
  const at = useExplorer((state) => state.address.at);
  const from = useExplorer((state) => state.address.from);
  const layer = useExplorer((state) => state.address.layer);
  const base = useExplorer((state) => state.address.base);
  const language = useExplorer((state) => state.language);
  const open = useMemo((): OpenImage => {
    const layerCount = image.layers.length;
    const level = at === null || at > layerCount ? layerCount : at;
    return {
      answer: image,
      image: base === null ? image : withBase(image, base),
      key: imageKey(image, language),
      layerCount,
      level,
      from: Math.min(from, level),
      isStaleLink: (at ?? 0) > layerCount || from > layerCount || (layer ?? 0) > layerCount,
      isReady: image.index.state === 'ready',
    };
  }, [image, language, at, from, layer, base]);
  return <OpenImageContext value={open}>{children}</OpenImageContext>;
}

/** The image with its base where the reader says that it ends; 0: all layers are its own. */
function withBase(image: ImageAnswer, layers: number): ImageAnswer {
  if (layers === 0 || layers >= image.layers.length) return { ...image, base: null };
  // The name stays where it is the same layers that it names.
  const name = image.base?.layers === layers ? image.base.name : null;
  return { ...image, base: { layers, name, from: image.base?.from ?? 'opened-image' } };
}

export function useOpenImage(): OpenImage {
  const open = useContext(OpenImageContext);
  if (open === null) throw new Error('useOpenImage outside of OpenImageProvider');
  return open;
}

/** What is open, and what was. */
export function useLibrary() {
  const language = useExplorer((state) => state.language);
  return useQuery(libraryOptions(language));
}

/** The life of a path at the level of the selection. */
export function useLife(path: EntryPath | null) {
  const { key, level, isReady } = useOpenImage();
  const options = lifeOptions(key, path ?? ('/' as EntryPath), level);
  return useQuery({
    ...options,
    enabled: isReady && path !== null,
    // While the level moves the life as of the level before stays, so that line and inspector do not blink.
    placeholderData: (before, query) =>
      query !== undefined && isSameLife(query.queryKey, options.queryKey) ? before : undefined,
  });
}

/** Lives of one path of one image, in one language: all of their keys but the level, which is the last part. */
function isSameLife(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.slice(0, -1).every((part, at) => part === other[at]);
}

export function useLayer(layer: number | null) {
  const { key, isReady } = useOpenImage();
  return useQuery({ ...layerOptions(key, layer ?? 1), enabled: isReady && layer !== null });
}

/** What the files of the level tell of the image; of the level before while they are asked for. */
export function useFacts() {
  const { key, level, isReady } = useOpenImage();
  return useQuery({ ...factsOptions(key, level), enabled: isReady, placeholderData: keepPreviousData });
}

/** How many paths the range looked at changed; undefined while there is no range. */
export function useRangeCounts() {
  const { key, level, from, isReady } = useOpenImage();
  const isRange = isReady && from > 0;
  const { data } = useQuery({ ...changeCountsOptions(key, from, level), enabled: isRange });
  return isRange ? data : undefined;
}

export function useDocuments() {
  const { key } = useOpenImage();
  return useQuery(documentsOptions(key));
}

/** The first paths that a query finds, judged at the level of the selection; null: nothing is asked. */
export function useSearch(q: string | null, limit: number) {
  const { key, level, isReady } = useOpenImage();
  return useQuery({
    ...searchOptions(key, { q: q ?? '', level, limit }),
    enabled: isReady && q !== null,
    placeholderData: keepPreviousData,
  });
}

/** How many paths a query finds in all, and their live bytes: looks at every path, and stops when asked something else. */
export function useSearchTotals(q: string | null) {
  const { key, level, isReady } = useOpenImage();
  return useQuery({
    ...searchOptions(key, { q: q ?? '', level, limit: 0, totals: true }),
    enabled: isReady && q !== null,
  });
}
