import type { EntryPath } from '@stratascope/core';
import type { ImageAnswer, RouteQuery } from '@stratascope/protocol/client';
import { queryOptions } from '@tanstack/react-query';
import type { LanguageId } from '../i18n';
import { request, respond, routeUrl } from './request';
import { showable } from './showable';

/** What names an image in queries: with a version its answers never change. */
export interface ImageKey {
  readonly ref: string;
  readonly version: string | null;
  /** Of the messages in answers. */
  readonly language: LanguageId;
}

export function imageKey(image: ImageAnswer, language: LanguageId): ImageKey {
  return { ref: image.ref, version: image.version, language };
}

/** Answers of an image that was read and verified hold for ever; others may be asked again after a while. */
const UNVERIFIED_STALE_MILLISECONDS = 30_000;
const staleTime = ({ version }: ImageKey) =>
  version === null ? UNVERIFIED_STALE_MILLISECONDS : Number.POSITIVE_INFINITY;
const imageQuery = ({ version, language }: ImageKey) => ({
  lang: language,
  ...(version === null ? {} : { v: version }),
});
const keyOf = (name: string, { ref, version, language }: ImageKey, ...rest: readonly unknown[]) =>
  [name, ref, version, language, ...rest] as const;

export function libraryOptions(language: LanguageId) {
  return queryOptions({
    queryKey: ['library', language],
    queryFn: async ({ signal }) => showable(await request('listLocations', { query: { lang: language }, signal })),
    // The event stream keeps it fresh.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** One image by digest or name. The event stream keeps it fresh while it is indexed. */
export function imageOptions(image: string, platform: string | null, language: LanguageId) {
  return queryOptions({
    queryKey: ['image', image, platform, language],
    queryFn: async ({ signal }) =>
      showable(
        await request('getImage', {
          params: { ref: image },
          query: { lang: language, ...(platform === null ? {} : { platform }) },
          signal,
        }),
      ),
    staleTime: UNVERIFIED_STALE_MILLISECONDS,
    refetchInterval: ({ state }) =>
      state.data === undefined || isSettled(state.data) ? false : UNSETTLED_MILLISECONDS,
  });
}

/** How often an image that is being read is asked for besides what events tell: one may pass before there is an answer to mend. */
const UNSETTLED_MILLISECONDS = 1000;

/** Nothing of the answer changes by itself any more. */
function isSettled({ kind, index, layers }: ImageAnswer): boolean {
  if (kind !== 'image' || index.state === 'cancelled' || index.state === 'failed') return true;
  return index.state === 'ready' && layers.every(({ state }) => state !== 'waiting' && state !== 'indexing');
}

export type DirectoryQuestion = Omit<RouteQuery<'listTree'>, 'lang' | 'v' | 'location' | 'path'>;

/** One page of a folder's rows at a level: `cursor` is the index of its first row. */
export function directoryOptions(image: ImageKey, path: EntryPath, question: DirectoryQuestion) {
  return queryOptions({
    queryKey: keyOf('directory', image, path, question),
    queryFn: ({ signal }) =>
      request('listTree', { params: { ref: image.ref }, query: { ...imageQuery(image), ...question, path }, signal }),
    staleTime: staleTime(image),
  });
}

export type BytesQuestion = Omit<RouteQuery<'getBytes'>, 'lang' | 'v' | 'location' | 'path'>;

/** Where the bytes of a folder lie, as many pieces as can be seen. */
export function bytesOptions(image: ImageKey, path: EntryPath, question: BytesQuestion) {
  return queryOptions({
    queryKey: keyOf('bytes', image, path, question),
    queryFn: ({ signal }) =>
      request('getBytes', { params: { ref: image.ref }, query: { ...imageQuery(image), ...question, path }, signal }),
    staleTime: staleTime(image),
  });
}

/** The life of a path, judged at a level. */
export function lifeOptions(image: ImageKey, path: EntryPath, level: number) {
  return queryOptions({
    queryKey: keyOf('life', image, path, level),
    queryFn: ({ signal }) =>
      request('getPath', { params: { ref: image.ref }, query: { ...imageQuery(image), path, level }, signal }),
    staleTime: staleTime(image),
  });
}

/** What the tar of a layer has for a path. */
export function tarEntriesOptions(image: ImageKey, path: EntryPath, layer: number) {
  return queryOptions({
    queryKey: keyOf('tarEntries', image, path, layer),
    queryFn: ({ signal }) =>
      request('getTarEntries', { params: { ref: image.ref }, query: { ...imageQuery(image), path, layer }, signal }),
    staleTime: staleTime(image),
  });
}

/** How many paths changed from one level to another. */
export function changeCountsOptions(image: ImageKey, from: number, to: number) {
  return queryOptions({
    queryKey: keyOf('changeCounts', image, from, to),
    queryFn: async ({ signal }) => {
      // The counts are those of all changes, however few of them are listed.
      const query = { ...imageQuery(image), from, to, limit: 1 };
      return (await request('listChanges', { params: { ref: image.ref }, query, signal })).counts;
    },
    staleTime: staleTime(image),
  });
}

export function layerOptions(image: ImageKey, layer: number) {
  return queryOptions({
    queryKey: keyOf('layer', image, layer),
    queryFn: async ({ signal }) =>
      showable(await request('getLayer', { params: { ref: image.ref, layer }, query: imageQuery(image), signal })),
    staleTime: staleTime(image),
  });
}

/** What the files of a level tell of the image. */
export function factsOptions(image: ImageKey, level: number) {
  return queryOptions({
    queryKey: keyOf('facts', image, level),
    queryFn: async ({ signal }) =>
      showable(
        await request('getFacts', { params: { ref: image.ref }, query: { ...imageQuery(image), level }, signal }),
      ),
    staleTime: staleTime(image),
  });
}

/** Manifest and config as they stand in the store. */
export function documentsOptions(image: ImageKey) {
  return queryOptions({
    queryKey: keyOf('documents', image),
    queryFn: ({ signal }) => request('getDocuments', { params: { ref: image.ref }, query: imageQuery(image), signal }),
    staleTime: staleTime(image),
  });
}

export type SearchQuestion = Pick<RouteQuery<'searchPaths'>, 'q' | 'level' | 'limit' | 'totals'>;

/** The first paths that a query finds, those first whose own name holds the last word; of all layers. */
export function searchOptions(image: ImageKey, question: SearchQuestion) {
  return queryOptions({
    queryKey: keyOf('search', image, question),
    queryFn: ({ signal }) =>
      request('searchPaths', {
        params: { ref: image.ref },
        query: { ...imageQuery(image), ...question, later: true, order: 'name' },
        signal,
      }),
    staleTime: staleTime(image),
  });
}

/** Which bytes of a file: as seen at a level, or as one layer brought it. */
export interface ContentQuestion {
  readonly path: EntryPath;
  readonly level?: number;
  readonly layer?: number;
}

/** Where a file's bytes are: to download, or (`view`) to be shown as text. */
export function contentUrl(image: ImageKey, question: ContentQuestion, view?: 'text'): string {
  return routeUrl(
    'getContent',
    { ref: image.ref },
    { ...imageQuery(image), ...question, ...(view === undefined ? {} : { view }) },
  );
}

/** A folder as of a level, with all that is in it, as a tar. */
export function archiveUrl(image: ImageKey, path: EntryPath, level: number): string {
  return routeUrl('getArchive', { ref: image.ref }, { ...imageQuery(image), path, level });
}

/** A layer as it is stored. */
export function layerBlobUrl(image: ImageKey, layer: number): string {
  return routeUrl('getLayerBlob', { ref: image.ref, layer }, imageQuery(image));
}

/** Bytes `[start, end)` of a file, as many as there are. */
export function contentOptions(
  image: ImageKey,
  question: ContentQuestion,
  range: { readonly start: number; readonly end: number },
) {
  return queryOptions({
    queryKey: keyOf('content', image, question, range),
    queryFn: async ({ signal }) => {
      // An empty file has no byte that a range could name.
      const headers = range.end > range.start ? { Range: `bytes=${range.start}-${range.end - 1}` } : {};
      const response = await respond(contentUrl(image, question, 'text'), { headers, signal });
      return new Uint8Array(await response.arrayBuffer());
    },
    staleTime: staleTime(image),
  });
}
