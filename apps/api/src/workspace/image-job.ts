import { ImageError, type ImageRef, type ImageSource, prepareContents } from '@stratascope/core';
import { type LoadedImage, type ReadLayer, runInSlices } from '@stratascope/core/node';
import type { Engine } from './engine';
import type { LoadedImages } from './loaded-images';
import { SHOWN_CONTENTS } from './shown-contents';

/** How far the indexing of an image is. `ready` stays true when memory is short: then it is loaded again from the cache. */
export type JobState = 'idle' | 'indexing' | 'ready' | 'cancelled' | 'failed';

/** How far one layer is; `read` is there once it is done. */
export interface LayerJob {
  readonly layer: number;
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly isStarted: boolean;
  readonly read: Omit<ReadLayer, 'index'> | null;
}

/** The sums of an image that a library shows, known once it was indexed. */
export interface ImageSums {
  readonly content: number;
  readonly live: number;
  readonly dead: number;
}

interface Dependencies {
  readonly engine: Engine;
  readonly loaded: LoadedImages;
  /** @throws ImageError `location-changed` */
  readonly check: () => Promise<void>;
  readonly onChange: (job: ImageJob) => void;
}

/**
 * One image of an opened location: its documents, the work of indexing it, and what came of it.
 *
 * Many may ask for the image at once; it is read once. A reader that leaves does not stop the work, `cancel` does.
 */
export class ImageJob {
  readonly key: string;
  readonly locationId: string;
  readonly ref: ImageRef;
  readonly #open: (signal: AbortSignal) => Promise<ImageSource>;
  readonly #dependencies: Dependencies;
  #source: Promise<ImageSource> | null = null;
  #openedSource: ImageSource | null = null;
  #state: JobState = 'idle';
  #error: ImageError | null = null;
  #layers: LayerJob[] = [];
  #sums: ImageSums | null = null;
  #isVerified = false;
  #work: { readonly promise: Promise<LoadedImage>; readonly abort: AbortController } | null = null;

  constructor(
    locationId: string,
    ref: ImageRef,
    open: (signal: AbortSignal) => Promise<ImageSource>,
    dependencies: Dependencies,
  ) {
    this.key = `${locationId} ${ref.ref}`;
    this.locationId = locationId;
    this.ref = ref;
    this.#open = open;
    this.#dependencies = dependencies;
  }

  get state(): JobState {
    return this.#state;
  }

  /** Why it failed. */
  get error(): ImageError | null {
    return this.#error;
  }

  /** The base first; empty until the documents were read. */
  get layers(): readonly LayerJob[] {
    return this.#layers;
  }

  get sums(): ImageSums | null {
    return this.#sums;
  }

  /** All of it was read and is what was promised: answers never change. Known once it was indexed. */
  get isVerified(): boolean {
    return this.#isVerified;
  }

  /** The documents, if they were read already. */
  get openedSource(): ImageSource | null {
    return this.#openedSource;
  }

  /** The documents: read once, again after a failure. */
  source(): Promise<ImageSource> {
    this.#source ??= this.#open(new AbortController().signal).then(
      (source) => {
        this.#openedSource = source;
        if (this.#layers.length === 0) this.#layers = source.layers.map(waitingLayer);
        return source;
      },
      (error: unknown) => {
        this.#source = null;
        throw error;
      },
    );
    return this.#source;
  }

  /**
   * The image, indexed: at once if it is in memory, else when the work is done, which is begun if nobody did.
   *
   * @throws ImageError `cancelled` after a cancel and the error of a failure, until `start` is called again.
   */
  async image(signal: AbortSignal): Promise<LoadedImage> {
    const inMemory = this.#dependencies.loaded.get(this.key);
    if (inMemory !== null) return inMemory;
    if (this.#state === 'cancelled') throw new ImageError('cancelled');
    if (this.#state === 'failed' && this.#error !== null) throw this.#error;
    return await untilAborted(this.#begin(), signal);
  }

  /** Looks whether its location is still what was opened. @throws ImageError `location-changed` */
  check(): Promise<void> {
    return this.#dependencies.check();
  }

  /** Begins to index, or again after a cancel or a failure; nothing where it is done or under way. */
  start(): void {
    if (this.#state === 'ready' || this.#state === 'indexing') return;
    // Who waits for the image hears of a failure there; the state tells all others.
    this.#begin().catch(() => {});
  }

  cancel(): void {
    if (this.#state !== 'indexing') return;
    this.#state = 'cancelled';
    this.#work?.abort.abort();
    this.#work = null;
    this.#changed();
  }

  /** Ends all work, for a location that is closed. */
  close(): void {
    this.#work?.abort.abort();
    this.#dependencies.loaded.drop(this.key);
  }

  #begin(): Promise<LoadedImage> {
    if (this.#work !== null) return this.#work.promise;
    const abort = new AbortController();
    const work = { abort, promise: this.#load(abort.signal) };
    this.#work = work;
    const isCurrent = () => this.#work === work;
    work.promise.then(
      (image) => isCurrent() && this.#succeed(image),
      (error: unknown) => isCurrent() && this.#fail(error),
    );
    return work.promise;
  }

  async #load(signal: AbortSignal): Promise<LoadedImage> {
    const image = await this.#read(signal);
    // Each answer about the image tells of all its layers.
    await runInSlices(prepareContents(image.tree, SHOWN_CONTENTS), signal);
    return image;
  }

  async #read(signal: AbortSignal): Promise<LoadedImage> {
    const isReload = this.#state === 'ready';
    if (!isReload) {
      this.#state = 'indexing';
      this.#error = null;
      this.#layers = this.#layers.map(({ layer, totalBytes }) => ({ ...waiting(layer, totalBytes) }));
      this.#changed();
    }
    const source = await this.source();
    signal.throwIfAborted();
    if (isReload)
      return await this.#dependencies.engine.load(source, { signal, onProgress: () => {}, onLayer: () => {} });
    this.#layers = source.layers.map(waitingLayer);
    return await this.#dependencies.engine.load(source, {
      signal,
      onProgress: ({ layer, readBytes, totalBytes }) => {
        if (!signal.aborted) this.#update(layer, { readBytes, totalBytes, isStarted: true });
      },
      onLayer: ({ index: _, ...read }) => {
        if (!signal.aborted) this.#update(read.layer, { isStarted: true, read });
      },
    });
  }

  #update(layer: number, change: Partial<LayerJob>): void {
    this.#layers = this.#layers.map((each) => (each.layer === layer ? { ...each, ...change } : each));
    this.#changed();
  }

  #succeed(image: LoadedImage): void {
    const { content, live, dead } = image.tree.ledger(image.tree.layerCount);
    this.#work = null;
    this.#state = 'ready';
    this.#sums = { content, live, dead };
    this.#isVerified = image.isVerified;
    this.#layers = image.layers.map(({ index: _, ...read }) => ({
      layer: read.layer,
      readBytes: read.storedBytes ?? 0,
      totalBytes: read.storedBytes ?? 0,
      isStarted: true,
      read,
    }));
    this.#dependencies.loaded.keep(this.key, image);
    this.#changed();
  }

  #fail(error: unknown): void {
    this.#work = null;
    this.#error = error instanceof ImageError ? error : new ImageError('internal', { cause: error });
    this.#state = 'failed';
    this.#changed();
  }

  #changed(): void {
    this.#dependencies.onChange(this);
  }
}

function waitingLayer({ layer, declaredSize, blob }: ImageSource['layers'][number]): LayerJob {
  return waiting(layer, blob?.size ?? declaredSize ?? 0);
}

function waiting(layer: number, totalBytes: number): LayerJob {
  return { layer, readBytes: 0, totalBytes, isStarted: false, read: null };
}

/** Waits for work that others wait for too: leaving does not stop it. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) return Promise.reject(new ImageError('cancelled'));
  return new Promise((resolve, reject) => {
    const leave = () => reject(new ImageError('cancelled'));
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
