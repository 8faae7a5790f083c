import { type Descriptor, readDescriptorList } from './descriptor';
import { member, type Place, readObject, readText, required } from './json/read-shape';
import { isIndexType } from './media-types';

/** A list of manifests, or of further indexes (OCI image spec, image-index.md; Docker manifest list). */
export interface ImageIndex {
  /** In the document's order; null for one that is no descriptor at all. */
  readonly manifests: readonly (Descriptor | null)[];
}

/** Reads `index.json` or the blob of an index. A list of manifests has to be there. */
export function readImageIndex(place: Place): ImageIndex {
  required(place, 'object', readObject);
  return { manifests: readDescriptorList(member(place, 'manifests')) };
}

/** Whether a blob is an index rather than a manifest: told by what it is, since its descriptor may be false. */
export function isIndexDocument(place: Place): boolean {
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const mediaType = readText(member({ ...place, onFault: () => {} }, 'mediaType'));
  if (mediaType !== null && isIndexType(mediaType)) return true;
  return Object.hasOwn(value, 'manifests') && !Object.hasOwn(value, 'layers') && !Object.hasOwn(value, 'config');
}
