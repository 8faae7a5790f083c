import type { ImageAnswer, ImageSummary } from '@stratascope/protocol/client';

/** The documents of an image that are shown as they are stored. */
export type DocumentId = 'index' | 'manifest' | 'config';

/** What a digest in a document names, of what is there to be shown. */
export type DigestTarget =
  | { readonly kind: 'layer'; readonly layer: number }
  | { readonly kind: 'document'; readonly document: DocumentId }
  /** Another platform, or what is attached. */
  | { readonly kind: 'image'; readonly image: ImageSummary };

/** By digest, diff IDs too; where two things have one digest the first of this order: layers, documents, other images. */
export function digestTargets(
  image: Pick<ImageAnswer, 'ref' | 'id' | 'digest' | 'layers' | 'platforms' | 'attachments'>,
): ReadonlyMap<string, DigestTarget> {
  const targets = new Map<string, DigestTarget>();
  const add = (digest: string | null, target: DigestTarget) => {
    if (digest !== null && !targets.has(digest)) targets.set(digest, target);
  };
  for (const { layer, digest, diffId } of image.layers) {
    add(digest, { kind: 'layer', layer });
    add(diffId, { kind: 'layer', layer });
  }
  add(image.id, { kind: 'document', document: 'config' });
  add(image.digest, { kind: 'document', document: 'manifest' });
  for (const other of [...image.platforms, ...image.attachments]) {
    if (other.ref !== image.ref) add(other.digest, { kind: 'image', image: other });
  }
  return targets;
}
