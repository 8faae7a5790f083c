import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { DEFAULT_LIMITS, ImageError } from '@stratascope/core';
import {
  type CacheBounds,
  type CacheUsage,
  type ContentReader,
  cacheBounds,
  cacheUsage,
  clearCache,
  DEFAULT_CACHE_BYTES,
  dataFolderAt,
  type Release,
  sweepDataFolder,
} from '@stratascope/core/node';
import type { Engine } from './engine';
import type { ImageJob } from './image-job';
import { createLoadedImages } from './loaded-images';
import { locationId, OpenedLocation } from './opened-location';
import { type RecentEntry, RecentLocations } from './recent-locations';
import { resolveLocation } from './resolve-location';
import { createUploads } from './uploads';

export interface WorkspaceOptions {
  readonly engine: Engine;
  /** Holds uploads and what is remembered over restarts; made when it is first needed. */
  readonly dataFolder: string;
  /** Where relative locations start. */
  readonly baseFolder?: string;
  /** Bytes of merged images kept in memory. */
  readonly memoryBudget?: number;
  /** Of one upload (`limit-upload-size`). */
  readonly maxUploadBytes?: number;
  /** Of all uploads together, a share of `limit-data-size`. */
  readonly maxUploadsBytes?: number;
  /** That all locations list together (`limit-open-images`). */
  readonly maxOpenImages?: number;
  /** Those that the engine keeps to. */
  readonly cacheBounds?: CacheBounds;
}

/** What a workspace tells those who watch it. */
export type WorkspaceEvent =
  | { readonly kind: 'library' }
  | { readonly kind: 'progress'; readonly job: ImageJob }
  /** Nothing more will come. */
  | { readonly kind: 'closed' };

/** The locations that are open, the images in them, and the work on these: the state behind the API. */
export interface Workspace {
  readonly dataFolder: string;
  readonly maxUploadBytes: number;
  readonly contents: ContentReader;
  /** In the order they were opened. */
  readonly locations: readonly OpenedLocation[];
  /** The newest first. */
  readonly recent: readonly RecentEntry[];
  /** All images of all locations. */
  readonly images: readonly ImageJob[];

  /**
   * Opens a location and waits until it is known what it holds; one that is open already is given back as it is.
   *
   * @throws ImageError where it cannot be read; with `keepFailed` it then stays listed, with its error.
   */
  open(
    location: string,
    options?: { readonly isSample?: boolean; readonly keepFailed?: boolean; readonly title?: string },
  ): Promise<OpenedLocation>;
  /**
   * Keeps a stream as a file of the data folder and opens it.
   *
   * @throws ImageError of keeping and of opening; nothing of it stays then.
   */
  upload(
    bytes: AsyncIterable<Uint8Array>,
    options: { readonly name: string; readonly signal: AbortSignal; readonly declaredBytes?: number },
  ): Promise<OpenedLocation>;
  /** @throws ImageError `not-found`, or why it cannot be read. */
  reload(id: string): Promise<OpenedLocation>;
  /** Closes a location; an upload is deleted. @throws ImageError `not-found`. */
  closeLocation(id: string): Promise<void>;
  /** Forgets a recent location, or all. */
  forgetRecent(location?: string): void;
  /** What is kept of layers to save time. */
  cacheUsage(): Promise<CacheUsage>;
  /** Empties the cache but for what is in use; what is open stays open. */
  clearCache(): Promise<CacheUsage>;
  /** Calls `listener` after each change, until the returned function is called. */
  watch(listener: (event: WorkspaceEvent) => void): () => void;
  /** Ends all work. */
  close(): Promise<void>;
}

const DEFAULT_MEMORY_BUDGET = 1024 ** 3;
/** Images with no more stored bytes than this are indexed as soon as their location is open, so that lists show sizes. */
const SMALL_IMAGE_BYTES = 32 * 1024 ** 2;
/** Documents of no more images than this are read ahead: who shares layers with whom is seen in them. */
const MOST_READ_AHEAD = 100;

export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { engine, dataFolder, baseFolder = process.cwd() } = options;
  const maxUploadBytes = options.maxUploadBytes ?? DEFAULT_LIMITS.uploadSize;
  const maxOpenImages = options.maxOpenImages ?? DEFAULT_LIMITS.openImages;
  const bounds = options.cacheBounds ?? cacheBounds(DEFAULT_CACHE_BYTES);
  const folder = dataFolderAt(dataFolder);
  const uploads = createUploads(folder.uploads, maxUploadBytes, options.maxUploadsBytes);
  /** By location, of those that are uploads. */
  const holds = new Map<string, Release>();
  await sweepDataFolder(folder);
  const recent = await RecentLocations.read(dataFolder);
  await uploads.sweep(async () => {
    const entries = await recent.readAnew();
    // Where it is not known what is remembered, all may be.
    return (path) => entries === null || entries.some(({ location }) => location === path);
  });
  const loaded = createLoadedImages(options.memoryBudget ?? DEFAULT_MEMORY_BUDGET);
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  const closing = new AbortController();
  // Each location that is read ahead listens; there may be any number.
  setMaxListeners(0, closing.signal);
  const openings = new Map<string, Promise<void>>();
  let locations: readonly OpenedLocation[] = [];

  const tell = (event: WorkspaceEvent) => {
    for (const listener of listeners) listener(event);
  };
  const tellLibrary = () => tell({ kind: 'library' });
  const tellProgress = (job: ImageJob) => {
    tell({ kind: 'progress', job });
    // The list shows the sizes that are known now.
    if (job.state === 'ready') tellLibrary();
  };

  const remember = (location: OpenedLocation) => {
    if (location.isSample) return;
    recent.add({
      location: location.path,
      title: location.title,
      store: location.store,
      openedAt: new Date().toISOString(),
    });
  };

  const listed = (location: OpenedLocation) => locations.includes(location);

  const letGo = async ({ id }: OpenedLocation) => {
    const release = holds.get(id);
    holds.delete(id);
    await release?.();
  };

  const boundOpenImages = (opened: OpenedLocation, images: number) => {
    // The samples are ours, and few.
    if (opened.isSample) return;
    const others = locations
      .filter((each) => each !== opened && !each.isSample)
      .reduce((sum, each) => sum + each.images.length, 0);
    if (others + images <= maxOpenImages) return;
    throw new ImageError('limit-open-images', {
      details: {
        location: opened.isUpload ? opened.title : opened.path,
        images: others + images,
        limit: maxOpenImages,
      },
    });
  };

  const takeOut = async (location: OpenedLocation) => {
    locations = locations.filter((each) => each !== location);
    await location.close();
    await letGo(location);
    tellLibrary();
  };

  /** One opening of a location at a time; who asks meanwhile waits for the same. */
  const openNow = (location: OpenedLocation): Promise<void> => {
    const opening = openings.get(location.id);
    if (opening !== undefined) return opening;
    const work = location.open().finally(() => openings.delete(location.id));
    openings.set(location.id, work);
    return work;
  };

  const finishOpening = (location: OpenedLocation): OpenedLocation => {
    if (location.error !== null) throw location.error;
    if (!listed(location)) throw new ImageError('cancelled');
    remember(location);
    readAhead(location).catch(() => {});
    tellLibrary();
    return location;
  };

  /** In the background, one image after another, so that it never stands in the way of what is asked for. */
  const readAhead = async (location: OpenedLocation) => {
    const images = location.images.filter(({ ref }) => ref.kind === 'image').slice(0, MOST_READ_AHEAD);
    for (const job of images) {
      if (closing.signal.aborted || !listed(location)) return;
      const source = await job.source().catch(() => null);
      const stored = source?.layers.reduce((sum, layer) => sum + (layer.blob?.size ?? layer.declaredSize ?? 0), 0);
      if (stored === undefined || stored > SMALL_IMAGE_BYTES || job.state !== 'idle') continue;
      await job.image(closing.signal).catch(() => {});
    }
    tellLibrary();
  };

  const get = (id: string): OpenedLocation => {
    const found = locations.find((location) => location.id === id);
    if (found === undefined) throw new ImageError('not-found');
    return found;
  };

  const workspace: Workspace = {
    dataFolder,
    maxUploadBytes,
    contents: engine.contents,
    get locations() {
      return locations;
    },
    get recent() {
      return recent.entries;
    },
    get images() {
      return locations.flatMap((location) => location.images);
    },

    async open(text, { isSample = false, keepFailed = false, title } = {}) {
      const path = resolveLocation(text, baseFolder);
      const known = locations.find(({ id }) => id === locationId(path));
      if (known?.state === 'open') {
        remember(known);
        tellLibrary();
        return known;
      }
      const location =
        known ??
        new OpenedLocation(
          {
            path,
            title: title ?? recent.entries.find((entry) => entry.location === path)?.title ?? basename(path),
            isSample,
            isUpload: uploads.isUpload(path),
          },
          {
            engine,
            loaded,
            mayList: (images) => boundOpenImages(location, images),
            onChange: tellLibrary,
            onImageChange: tellProgress,
          },
        );
      if (known === undefined) locations = [...locations, location];
      if (location.isUpload && !holds.has(location.id)) {
        // Taken before there is anything to wait for, so that it is known to be.
        let release: Release = async () => {};
        holds.set(location.id, () => release());
        release = await uploads.hold(path);
      }
      await openNow(location);
      if (location.error !== null && !keepFailed && listed(location)) await takeOut(location);
      return finishOpening(location);
    },

    async upload(bytes, { name, signal, declaredBytes }) {
      if ((declaredBytes ?? 0) > maxUploadBytes) {
        throw new ImageError('upload-too-large', { details: { limit: maxUploadBytes } });
      }
      const { path, release } = await uploads.keep(bytes, { name, signal });
      try {
        return await workspace.open(path, { title: name });
      } catch (error) {
        await release();
        await uploads.remove(path);
        throw error;
      } finally {
        await release();
      }
    },

    async reload(id) {
      const location = get(id);
      await openNow(location);
      return finishOpening(location);
    },

    async closeLocation(id) {
      const location = get(id);
      await takeOut(location);
      if (!location.isUpload) return;
      await uploads.remove(location.path);
      recent.remove(location.path);
    },

    forgetRecent(location) {
      recent.remove(location);
      tellLibrary();
    },

    cacheUsage: () => cacheUsage(folder, bounds),

    async clearCache() {
      await clearCache(folder);
      return cacheUsage(folder, bounds);
    },

    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close() {
      closing.abort();
      tell({ kind: 'closed' });
      listeners.clear();
      const opened = locations;
      await Promise.all(opened.map((location) => location.close()));
      locations = [];
      await recent.flush();
      // Only now: an upload that nobody holds has to be remembered.
      await Promise.all(opened.map(letGo));
      await engine.close();
    },
  };
  return workspace;
}
