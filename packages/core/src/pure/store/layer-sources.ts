import type { Descriptor } from '../image/descriptor';
import { isEncryptedLayerType, isLayerType } from '../image/media-types';
import { textToByteString } from '../model/byte-string';
import type { DiffId, Digest } from '../model/digest';
import type { Problem } from '../model/problem';
import { findDescribedBlob } from './blobs';
import type { FileLookup, ImageContext } from './image-files';
import type { LayerSource } from './store';

/** What is told of one layer before its bytes are read. */
type Report = (problem: Problem) => void;

/** A layer of a manifest. `isImage`: of an artifact, layers are of any type. */
export async function describedLayer(
  context: ImageContext,
  claim: { readonly layer: number; readonly descriptor: Descriptor | null; readonly diffId: DiffId | null },
  isImage: boolean,
  report: Report,
): Promise<LayerSource> {
  const { layer, descriptor, diffId } = claim;
  const digest = descriptor?.digest.kind === 'digest' ? descriptor.digest.digest : null;
  const known = {
    layer,
    digest,
    diffId,
    mediaType: descriptor?.mediaType ?? null,
    declaredSize: descriptor?.size ?? null,
  };
  if (descriptor === null || digest === null) {
    if (descriptor !== null) reportDigest(descriptor, layer, report);
    return { ...known, blob: null, unavailable: 'missing' };
  }
  const mediaType = descriptor.mediaType ?? '';
  if (isEncryptedLayerType(mediaType)) {
    report({ code: 'layer-encrypted', layer });
    return { ...known, blob: null, unavailable: 'unreadable' };
  }
  const lookup = await findDescribedBlob(context, descriptor);
  const url = descriptor.urls[0];
  const details = { digest, location: context.files.location, ...(url === undefined ? {} : { url }) };
  const source = found(lookup, layer, details, report);
  if (source.blob !== null && isImage && mediaType !== '' && !isLayerType(mediaType)) {
    report({ code: 'media-type-unknown', layer, details: { mediaType } });
  }
  return { ...known, ...source };
}

export interface MemberLayerClaim {
  readonly layer: number;
  /** The member, as `manifest.json` names it. */
  readonly member: string;
  readonly diffId: DiffId | null;
  /** What the name promises; null where it promises nothing. */
  readonly digest: Digest | null;
  readonly mediaType: string | null;
}

/** A layer that is a member of an archive, by its name. */
export async function memberLayer(
  context: ImageContext,
  claim: MemberLayerClaim,
  report: Report,
): Promise<LayerSource> {
  const { layer, member, diffId, digest, mediaType } = claim;
  const lookup = await context.files.find(textToByteString(member));
  const details = { digest: digest ?? member, location: context.files.location };
  const source = found(lookup, layer, details, report);
  return { layer, digest, diffId, mediaType, declaredSize: null, ...source };
}

function found(
  lookup: FileLookup,
  layer: number,
  details: Readonly<Record<string, string>>,
  report: Report,
): Pick<LayerSource, 'blob' | 'unavailable'> {
  if (lookup.kind === 'file') return { blob: lookup.source, unavailable: null };
  report(lookup.kind === 'fault' ? { ...lookup.problem, layer } : { code: 'missing', layer, details });
  return { blob: null, unavailable: 'missing' };
}

function reportDigest({ digest, digestText }: Descriptor, layer: number, report: Report): void {
  if (digest.kind === 'unsupported') {
    report({ code: 'digest-unsupported', layer, details: { algorithm: digest.algorithm, digest: digestText } });
  } else if (digestText !== '') {
    // An empty one was told as a fault of the document already.
    report({ code: 'digest-invalid', layer, details: { digest: digestText } });
  }
}
