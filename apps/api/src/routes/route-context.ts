import { ImageError, type Platform } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import { answerFromTag } from '../http/immutable-answers';
import type { Call } from '../http/routing';
import { findImage } from '../workspace/find-image';
import type { ImageJob } from '../workspace/image-job';
import type { Workspace } from '../workspace/workspace';

/** What all routes share. */
export interface RouteContext {
  readonly workspace: Workspace;
  /** The platform that a name means where it has several (rule 19). */
  readonly host: Platform;
  /** Version of API and index together: answers of another version may differ. */
  readonly answers: string;
  /** Version of the product. */
  readonly version: string;
  /** Whether a path of this machine may be opened over the API. */
  readonly canOpenPaths: boolean;
}

/** A call of a route about one image: its URL names it by `ref`, and its query may name the location. */
interface ImageCall {
  readonly params: { readonly ref: string };
  readonly query: { readonly location?: string; readonly platform?: string; readonly v?: string };
  readonly language: Call<'getImage'>['language'];
  readonly signal: AbortSignal;
  readonly request: Call<'getImage'>['request'];
  readonly response: Call<'getImage'>['response'];
}

/**
 * The image that a request is about; null where it names it otherwise than by its digest: then the client is redirected.
 *
 * @throws ImageError `image-unknown`, `image-ambiguous`, `platform-unknown`.
 */
export function imageOf(call: ImageCall, { workspace, host }: RouteContext): ImageJob | null {
  const { ref } = call.params;
  const { location, platform } = call.query;
  const found = findImage(workspace.images, ref, {
    ...(location === undefined ? {} : { location }),
    ...(platform === undefined ? {} : { platform }),
    host,
  });
  if (found.kind === 'image') return found.job;
  const { request, response } = call;
  const target = request.url.replace(/^(\/api\/v\d+\/images\/)[^/?]+/, `$1${encodeURIComponent(found.ref)}`);
  // 307 keeps the method; what a name means can change with what is open.
  response
    .set('Cache-Control', 'no-cache')
    .redirect(request.method === 'GET' || request.method === 'HEAD' ? 302 : 307, target);
  return null;
}

/**
 * What an answer follows from. `contents`: from the layers' tars alone, which every digest of an image pins. `blobs`: also
 * from how they are stored, which the digest of a manifest pins, but not that of a config, by which a legacy archive goes.
 */
type AnswerBasis = 'contents' | 'blobs';

/**
 * Answers a question about an indexed image, at once where the client has the answer already.
 *
 * @throws ImageError as `imageOf`, and what indexing gives.
 */
export async function askImage<Answer>(
  call: ImageCall,
  context: RouteContext,
  basis: AnswerBasis,
  answer: (image: LoadedImage, job: ImageJob) => Answer | Promise<Answer>,
): Promise<Answer | null> {
  const job = imageOf(call, context);
  if (job === null) return null;
  const isPinned = basis === 'contents' || job.ref.digest !== null;
  const version = { ref: `${job.locationId} ${job.ref.ref}`, version: context.answers };
  const isAnswered = () => answerFromTag(call, version, call.query, call.language);
  if (isPinned && job.isVerified && isAnswered()) return null;
  const image = await job.image(call.signal);
  const result = await answer(image, job);
  // What was verified only now may be kept as well.
  if (isPinned && image.isVerified && !call.response.hasHeader('ETag') && isAnswered()) return null;
  return result;
}

/** The level that is asked for, the top where none is. @throws ImageError `level-unknown`. */
export function levelOf(image: LoadedImage, level: number | undefined): number {
  const { layerCount } = image.tree;
  if (level !== undefined && level > layerCount) {
    throw new ImageError('level-unknown', { details: { level, layers: layerCount } });
  }
  return level ?? layerCount;
}

/** @throws ImageError `layer-unknown`. */
export function checkLayer(image: LoadedImage, layer: number): void {
  const { layerCount } = image.tree;
  if (layer > layerCount) throw new ImageError('layer-unknown', { details: { layer, layers: layerCount } });
}
