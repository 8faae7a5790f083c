import { byteStringToText, bytesToByteString, ImageError, readImageFacts } from '@stratascope/core';
import type { Handlers } from '../http/routing';
import { presentFacts } from '../present/present-facts';
import { presentImage, presentLayerAnswer } from '../present/present-image';
import { presentLedger } from '../present/present-ledger';
import { presentIndexStatus } from '../present/present-library';
import { readFile } from '../workspace/read-file';
import { askImage, checkLayer, imageOf, levelOf, type RouteContext } from './route-context';

type ImageRoutes = Pick<
  Handlers,
  'getImage' | 'indexImage' | 'cancelIndexing' | 'getDocuments' | 'getFacts' | 'getLayer' | 'getLedger'
>;

/** Routes about an image as a whole. */
export function imageRoutes(context: RouteContext): ImageRoutes {
  const { workspace, answers } = context;
  return {
    async getImage(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      await job.source();
      // The base is looked for in all that is open: with some of them unread it would be another one by chance.
      await Promise.allSettled(workspace.images.map((image) => image.source()));
      // Whoever looks at an image will ask for its tree next. What was cancelled or failed waits to be asked for.
      if (job.state === 'idle' && job.ref.kind === 'image') job.start();
      const loaded = job.state === 'ready' ? await job.image(call.signal) : null;
      return presentImage(job, loaded, { language: call.language, images: workspace.images, answers });
    },

    async indexImage(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      if (job.ref.kind === 'artifact') throw artifactOnly(job.ref.artifactType);
      await job.source();
      job.start();
      return presentIndexStatus(job, call.language);
    },

    async cancelIndexing(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      job.cancel();
      return presentIndexStatus(job, call.language);
    },

    async getDocuments(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      const source = await job.source();
      return {
        ref: job.ref.ref,
        index: textOrNull(await source.readIndex(call.signal)),
        manifest: textOrNull(source.manifestBytes),
        config: textOrNull(source.configBytes),
      };
    },

    async getFacts(call) {
      return await askImage(call, context, 'contents', async (image, job) => {
        const level = levelOf(image, call.query.level);
        const facts = await readImageFacts(image.tree, level, (file) =>
          readFile(workspace.contents, image, file, call.signal).catch(nullUnlessOver),
        );
        return presentFacts(job.ref.ref, level, facts);
      });
    },

    async getLayer(call) {
      return await askImage(call, context, 'blobs', (image, job) => {
        const { layer } = call.params;
        checkLayer(image, layer);
        const found = job.layers[layer - 1];
        if (found === undefined)
          throw new ImageError('layer-unknown', { details: { layer, layers: job.layers.length } });
        return presentLayerAnswer(job, image, found, call.language);
      });
    },

    async getLedger(call) {
      return await askImage(call, context, 'blobs', (image) => presentLedger(image, levelOf(image, call.query.level)));
    },
  };
}

function artifactOnly(artifactType: string | null): ImageError {
  return new ImageError('artifact-only', {
    details: { artifacts: 1, ...(artifactType === null ? {} : { artifactType }) },
  });
}

/** What a damaged layer cannot give is not known; where asking itself has come to its end, that is said. */
function nullUnlessOver(error: unknown): null {
  if (error instanceof ImageError && error.code !== 'cancelled' && error.code !== 'location-changed') return null;
  throw error;
}

function textOrNull(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : byteStringToText(bytesToByteString(bytes));
}
