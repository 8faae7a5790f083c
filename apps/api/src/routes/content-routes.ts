import { byteStringToHex, byteStringToText, bytesToByteString, ImageError, type NodeState } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import type { RouteQueryRead } from '@stratascope/protocol';
import { readByteRange } from '../http/byte-range';
import { attachmentDisposition } from '../http/content-disposition';
import { clientHas } from '../http/entity-tag';
import { FOREVER } from '../http/immutable-answers';
import type { Call, Handlers } from '../http/routing';
import { sendErrorBody } from '../http/send-error';
import { INERT, sendPieces } from '../http/send-pieces';
import type { ImageJob } from '../workspace/image-job';
import { nodeOf, unknownPath } from './path-of';
import { checkLayer, imageOf, levelOf, type RouteContext } from './route-context';

/** The route of a file's bytes: in ranges, tagged by their own digest, and never as anything that runs. */
export function contentRoutes(context: RouteContext): Pick<Handlers, 'getContent'> {
  return {
    async getContent(call) {
      const job = imageOf(call, context);
      if (job === null) return null;
      const image = await job.image(call.signal);
      const file = fileOf(image, call.query);
      setHeaders(call, job, file, context.answers);
      if (clientHas(call.request, call.response.get('ETag') ?? '')) {
        call.response.status(304).end();
        return null;
      }
      await job.check();
      await sendBytes(call, image, file, context);
      return null;
    },
  };
}

interface FileVersion extends NodeState {
  readonly source: NonNullable<NodeState['source']>;
  readonly name: string;
}

/** The file at a level, or the version of it that a layer brought. */
function fileOf(image: LoadedImage, { path, level, layer }: RouteQueryRead<'getContent'>): FileVersion {
  const { tree } = image;
  const node = nodeOf(image, path);
  if (layer !== undefined) checkLayer(image, layer);
  const state =
    layer === undefined
      ? tree.stateAt(node, levelOf(image, level))
      : (tree.versions(node).find((version) => version.layer === layer)?.state ?? null);
  if (state === null) throw unknownPath(tree.path(node), layer ?? levelOf(image, level));
  if (state.type !== 'file' || state.source === null) {
    throw new ImageError('not-a-file', { details: { path: byteStringToText(tree.path(node)) } });
  }
  return { ...state, source: state.source, name: byteStringToText(tree.name(node)) };
}

function setHeaders(
  { response, query }: Call<'getContent'>,
  job: ImageJob,
  { sha256, name, size }: FileVersion,
  answers: string,
): void {
  const digest = byteStringToHex(bytesToByteString(sha256 ?? new Uint8Array()));
  response.set({
    'Content-Type': query.view === 'text' ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    'Content-Disposition': query.view === 'text' ? 'inline' : attachmentDisposition(name),
    'Content-Length': String(size),
    'Content-Security-Policy': INERT,
    'Accept-Ranges': 'bytes',
    // The SHA-256 of the contents as they were read from the layer (rule 14).
    ETag: `"${digest}"`,
    'Cache-Control': job.isVerified && query.v === answers ? FOREVER : 'no-cache',
  });
}

async function sendBytes(
  { request, response, signal, language }: Call<'getContent'>,
  image: LoadedImage,
  file: FileVersion,
  { workspace }: RouteContext,
): Promise<void> {
  const condition = request.get('if-range');
  const isForThis = condition === undefined || condition === response.get('ETag');
  const range = readByteRange(isForThis ? request.get('range') : undefined, file.size);
  if (range.kind === 'unsatisfiable') {
    const reason = `Range ${request.get('range')}: the file has ${file.size} bytes`;
    response.status(416).set('Content-Range', `bytes */${file.size}`);
    sendErrorBody(response, new ImageError('request-invalid', { details: { reason } }), language);
    return;
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: file.size };
  const pieces = workspace.contents.read(image, file.source, { range: { start, end }, signal })[Symbol.asyncIterator]();
  // An error before the first byte is still answered as one.
  const first =
    request.method === 'HEAD' || start === end ? { done: true as const, value: undefined } : await pieces.next();
  if (range.kind === 'part') {
    response
      .status(206)
      .set({ 'Content-Range': `bytes ${start}-${end - 1}/${file.size}`, 'Content-Length': String(end - start) });
  }
  await sendPieces(response, pieces, first);
}
