import { resolve } from 'node:path';
import {
  chooseImage,
  DEFAULT_LIMITS,
  ImageError,
  type ImageSource,
  type ImageStore,
  visibleString,
} from '@stratascope/core';
import { type ContentReader, type LoadedImage, sweepDataFolder } from '@stratascope/core/node';
import type { CommandContext } from '../commands/command';
import { createEngine } from '../engine/create-engine';
import { dataFolderOf } from '../engine/data-folder';
import { dataShares } from '../engine/data-shares';
import { progressLine } from '../output/progress-line';
import { hostPlatform } from './host-platform';
import { keepInput } from './keep-input';

/** A location that is open. */
export interface OpenLocation {
  /** As it was typed. */
  readonly location: string;
  readonly store: { readonly id: string; readonly title: string };
  readonly images: ImageStore;
}

/** What commands read images with: one engine, and all that was opened with it. */
export interface Reading {
  readonly contents: ContentReader;
  open(location: string): Promise<OpenLocation>;
  /** The one image that `--image` and `--platform` mean (rule 27). */
  choose(opened: OpenLocation): Promise<ImageSource>;
  load(source: ImageSource): Promise<LoadedImage>;
  /** Lets go of all files; removes what standard input was kept in. */
  close(): Promise<void>;
}

/** A worker thread takes longer to start than this thread takes to read so much. */
const IN_THREAD_BELOW_BYTES = 4 * 1024 ** 2;

export function createReading({ arguments: args, streams, product, signal }: CommandContext): Reading {
  const dataFolder = dataFolderOf(args, streams);
  const engine = createEngine({
    dataFolder,
    cacheBounds: dataShares(args.limits.dataSize).cache,
    limits: args.limits,
    workerEntry: product.workerEntry,
    inThreadBelowBytes: IN_THREAD_BELOW_BYTES,
  });
  const sweeping = sweepDataFolder(dataFolder).catch(() => {});
  const progress = progressLine(streams.err);
  const opened: ImageStore[] = [];
  const input = keepInput({
    stdin: streams.stdin,
    parent: dataFolder.incoming,
    maxBytes: args.limits.uploadSize ?? DEFAULT_LIMITS.uploadSize,
    signal,
    progress,
  });

  return {
    contents: engine.contents,
    async open(location) {
      // What a variable without a value leaves of `ls "$image"`: it is not this folder that is meant.
      if (location === '') throw new ImageError('usage', { details: { reason: 'LOCATION is empty.' } });
      const path = location === '-' ? await input.path() : resolve(streams.folder, location);
      const { store, images } = await engine.open(path, {
        name: location === '-' ? 'standard input' : location,
        signal,
        onProgress: ({ readBytes, totalBytes }) =>
          progress.show(`Unpacking ${visibleString(location)} · ${percent(readBytes, totalBytes)}`),
      });
      opened.push(images);
      progress.clear();
      return { location, store, images };
    },
    async choose({ location, images }) {
      const query = { image: args.value('image'), platform: args.value('platform'), host: hostPlatform() };
      return images.openImage(chooseImage(images.images, query, location), signal);
    },
    async load(source) {
      const image = await engine.load(source, {
        signal,
        onProgress: ({ layer, readBytes, totalBytes }) =>
          progress.show(`Reading layer ${layer} of ${source.layers.length} · ${percent(readBytes, totalBytes)}`),
        onLayer: () => {},
      });
      progress.clear();
      return image;
    },
    async close() {
      progress.clear();
      for (const images of opened) await images.close();
      await engine.close();
      await input.remove();
      await sweeping;
    },
  };
}

const percent = (part: number, whole: number) => (whole === 0 ? '100 %' : `${Math.floor((100 * part) / whole)} %`);
