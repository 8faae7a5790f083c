import type { Descriptor } from '../image/descriptor';
import { formatPlatform } from '../image/platform';
import { type Digest, splitDigest } from '../model/digest';
import { ImageError } from '../model/image-error';
import { findDescribedBlob } from './blobs';
import type { ImageContext } from './image-files';
import { readDocumentBytes } from './read-file';

/** The bytes of a manifest or index, and what led to them. */
export interface ManifestBlob {
  readonly bytes: Uint8Array;
  /** Of the bytes as read. */
  readonly digest: Digest;
  readonly descriptor: Descriptor;
  /** The index that lists it; null for `index.json`. */
  readonly index: Digest | null;
}

/**
 * Reads the manifest or index that a descriptor names, whatever digest its bytes have.
 *
 * @throws ImageError `manifest-missing`, `digest-invalid`, `limit-json-size`.
 */
export async function readManifestBlob(
  context: ImageContext,
  descriptor: Descriptor,
  from: { readonly index: Digest | null; readonly name: string },
): Promise<ManifestBlob> {
  const { digest, digestText, platform } = descriptor;
  if (digest.kind !== 'digest') throw new ImageError('digest-invalid', { details: { digest: digestText } });
  const lookup = await findDescribedBlob(context, descriptor);
  if (lookup.kind !== 'file') {
    throw new ImageError('manifest-missing', {
      details: {
        digest: digestText,
        name: from.name,
        location: context.files.location,
        ...(platform === null ? {} : { platforms: formatPlatform(platform) }),
      },
    });
  }
  const label = { document: 'manifest', name: digestText } as const;
  const bytes = await readDocumentBytes(lookup.source, label, context);
  const { algorithm } = splitDigest(digest.digest);
  return { bytes, digest: context.platform.hash(algorithm, bytes), descriptor, index: from.index };
}
