import { ImageError } from '../model/image-error';
import type { Problem } from '../model/problem';
import { type Descriptor, readDescriptor, readDescriptorList } from './descriptor';
import { type DocumentLabel, leniently, strictly } from './json/read-document';
import {
  member,
  type Place,
  readNumber,
  readObject,
  readText,
  readTextMap,
  required,
  withFaults,
} from './json/read-shape';
import { isSchema1Type } from './media-types';

/**
 * The parts of an image, or of an artifact.
 *
 * Source: OCI image spec, manifest.md; Docker image manifest, schema 2.
 */
export interface ImageManifest {
  readonly mediaType: string | null;
  readonly artifactType: string | null;
  /** Null for an artifact manifest of the kind that has none. */
  readonly config: Descriptor | null;
  /** The base first; null for one that is no descriptor at all. */
  readonly layers: readonly (Descriptor | null)[];
  /** What the artifact belongs to. */
  readonly subject: Descriptor | null;
  readonly annotations: ReadonlyMap<string, string>;
}

/**
 * Reads a manifest. What is wrong with one layer's descriptor is a problem of that layer; without the list, or with a
 * config that is no descriptor, there is no image.
 *
 * @throws ImageError `schema1`, `json-shape`.
 */
export function readManifest(place: Place, label: DocumentLabel, report: (problem: Problem) => void): ImageManifest {
  const strict = withFaults(place, strictly(label));
  const lenient = withFaults(place, leniently(label, report));
  required(strict, 'object', readObject);
  const mediaType = readText(member(lenient, 'mediaType'));
  const schemaVersion = readNumber(member(lenient, 'schemaVersion'));
  if (schemaVersion === 1 || (mediaType !== null && isSchema1Type(mediaType))) {
    throw new ImageError('schema1', { details: { digest: label.name } });
  }
  const config = member(lenient, 'config');
  const hasLayers = member(lenient, 'layers').value !== undefined;
  const blobs = member(strict, 'blobs');
  // The artifact manifest that OCI 1.1 took back has `blobs`, and no config.
  const layers =
    !hasLayers && config.value === undefined && blobs.value !== undefined ? blobs : member(strict, 'layers');
  return {
    mediaType,
    artifactType: readText(member(lenient, 'artifactType')) || null,
    config: config.value === undefined || config.value === null ? null : readDescriptor(config),
    layers: readDescriptorList(layers, (item, position) => withFaults(item, leniently(label, report, position + 1))),
    subject: member(lenient, 'subject').value === undefined ? null : readDescriptor(member(lenient, 'subject')),
    annotations: readTextMap(member(lenient, 'annotations')),
  };
}
