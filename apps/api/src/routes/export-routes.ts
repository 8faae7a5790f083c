import { byteStringToText, ImageError, ROOT } from '@stratascope/core';
import { directoryTar } from '@stratascope/core/node';
import type { Request, Response } from 'express';
import { attachmentDisposition } from '../http/content-disposition';
import type { Handlers } from '../http/routing';
import { INERT, sendPieces } from '../http/send-pieces';
import type { ImageJob } from '../workspace/image-job';
import { nodeOf, unknownPath } from './path-of';
import { checkLayer, imageOf, levelOf, type RouteContext } from './route-context';

/** What the name of a stored layer ends in, by how its bytes are compressed (rule 15). */
const ENDINGS = { none: '.tar', gzip: '.tar.gz', zstd: '.tar.zst', bzip2: '.tar.bz2', xz: '.tar.xz' } as const;

/** Routes of what is taken along: a folder of a level as a tar, a layer as it is stored. */
export function exportRoutes(context: RouteContext): Pick<Handlers, 'getArchive' | 'getLayerBlob'> {
  const { contents } = context.workspace;
  return {
    async getArchive(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      const image = await job.image(call.signal);
      const level = levelOf(image, call.query.level);
      const top = nodeOf(image, call.query.path);
      const path = image.tree.path(top);
      if (image.tree.stateAt(top, level) === null) throw unknownPath(path, level);
      const name = path === ROOT ? imageName(job) : byteStringToText(image.tree.name(top));
      setHeaders(call.response, `${name}.tar`);
      await send(call, directoryTar(image, contents, { top, level, signal: call.signal }));
      return null;
    },

    async getLayerBlob(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      const image = await job.image(call.signal);
      const { layer } = call.params;
      checkLayer(image, layer);
      const blob = image.source.layers[layer - 1]?.blob ?? null;
      if (blob === null) throw new ImageError('not-found');
      const ending = ENDINGS[image.layers[layer - 1]?.compression ?? 'none'];
      setHeaders(call.response, `${imageName(job)}-layer-${layer}${ending}`);
      call.response.set('Content-Length', String(blob.size));
      await send(call, blob.stream(undefined, call.signal));
      return null;
    },
  };
}

function setHeaders(response: Response, name: string): void {
  response.set({
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': attachmentDisposition(name),
    'Content-Security-Policy': INERT,
    'Cache-Control': 'no-cache',
  });
}

async function send(
  { request, response }: { readonly request: Request; readonly response: Response },
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const pieces = source[Symbol.asyncIterator]();
  // An error before the first byte is still answered as one.
  await sendPieces(response, pieces, await pieces.next());
}

/** The last part of the image's name with its tag, as a name for a file. */
function imageName(job: ImageJob): string {
  const name = job.ref.names[0];
  return name === undefined ? 'image' : name.slice(name.lastIndexOf('/') + 1).replaceAll(/[:@]/g, '-');
}
