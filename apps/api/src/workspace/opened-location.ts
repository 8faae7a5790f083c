import { createHash } from 'node:crypto';
import { ImageError, type ImageStore, type Problem } from '@stratascope/core';
import type { Engine } from './engine';
import { ImageJob } from './image-job';
import type { LoadedImages } from './loaded-images';

export type LocationState = 'opening' | 'open' | 'error';

interface Dependencies {
  readonly engine: Engine;
  readonly loaded: LoadedImages;
  /** @throws ImageError `limit-open-images` where so many are too many. */
  readonly mayList: (images: number) => void;
  readonly onChange: () => void;
  readonly onImageChange: (job: ImageJob) => void;
}

/** One location of a workspace: a file or folder with images, while it is opened, open, or could not be. */
export class OpenedLocation {
  /** Follows from the path, so that a link that names it holds over restarts. */
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly isSample: boolean;
  readonly isUpload: boolean;
  readonly #dependencies: Dependencies;
  #state: LocationState = 'opening';
  #store: { readonly id: string; readonly title: string } | null = null;
  #progress: { readonly readBytes: number; readonly totalBytes: number } | null = null;
  #error: ImageError | null = null;
  #opened: ImageStore | null = null;
  #images: readonly ImageJob[] = [];
  #abort = new AbortController();

  constructor(
    facts: {
      readonly path: string;
      readonly title: string;
      readonly isSample: boolean;
      readonly isUpload: boolean;
    },
    dependencies: Dependencies,
  ) {
    this.id = locationId(facts.path);
    this.path = facts.path;
    this.title = facts.title;
    this.isSample = facts.isSample;
    this.isUpload = facts.isUpload;
    this.#dependencies = dependencies;
  }

  get state(): LocationState {
    return this.#state;
  }

  get store(): { readonly id: string; readonly title: string } | null {
    return this.#store;
  }

  /** While it is opened: of an archive that is compressed as a whole. */
  get progress(): { readonly readBytes: number; readonly totalBytes: number } | null {
    return this.#state === 'opening' ? this.#progress : null;
  }

  get error(): ImageError | null {
    return this.#error;
  }

  get problems(): readonly Problem[] {
    return this.#opened?.problems ?? [];
  }

  /** In the location's order. */
  get images(): readonly ImageJob[] {
    return this.#images;
  }

  /** Opens it, or again from the start; its state tells what came of it. */
  async open(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#state = 'opening';
    this.#error = null;
    this.#progress = null;
    this.#dependencies.onChange();
    try {
      await this.#release();
      abort.signal.throwIfAborted();
      const { store, images } = await this.#dependencies.engine.open(this.path, {
        name: this.isUpload ? this.title : this.path,
        signal: abort.signal,
        onProgress: (progress) => {
          this.#progress = progress;
          this.#dependencies.onChange();
        },
      });
      if (abort.signal.aborted) return await images.close();
      try {
        this.#dependencies.mayList(images.images.length);
      } catch (error) {
        await images.close();
        throw error;
      }
      this.#store = store;
      this.#opened = images;
      this.#images = images.images.map((ref) => this.#job(images, ref));
      this.#state = 'open';
    } catch (error) {
      if (abort !== this.#abort) return;
      this.#error = abort.signal.aborted ? new ImageError('cancelled') : asError(error);
      this.#state = 'error';
    }
    this.#dependencies.onChange();
  }

  /** Ends all work on it and lets go of its files. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#release();
  }

  async #release(): Promise<void> {
    for (const job of this.#images) job.close();
    const opened = this.#opened;
    this.#images = [];
    this.#opened = null;
    await opened?.close();
  }

  #job(images: ImageStore, ref: ImageStore['images'][number]): ImageJob {
    const { engine, loaded, onImageChange } = this.#dependencies;
    return new ImageJob(this.id, ref, (signal) => images.openImage(ref, signal), {
      engine,
      loaded,
      check: async () => images.check?.(),
      onChange: onImageChange,
    });
  }
}

export function locationId(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

function asError(error: unknown): ImageError {
  return error instanceof ImageError ? error : new ImageError('internal', { cause: error });
}
