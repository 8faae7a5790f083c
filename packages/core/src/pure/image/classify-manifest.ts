import type { Digest } from '../model/digest';
import { parseDigest } from '../model/digest';
import type { Descriptor } from './descriptor';
import type { ImageKind, Platform } from './image';
import type { ImageManifest } from './manifest';
import { EMPTY_CONFIG_TYPE, isImageConfigType, isLayerType } from './media-types';
import { isUnknownPlatform } from './platform';

/** What a manifest is, and of what it is a part. */
export interface ManifestClass {
  readonly kind: ImageKind;
  /** For an attachment or artifact, its type. */
  readonly artifactType: string | null;
  /** The manifest it belongs to. */
  readonly subject: Digest | null;
}

// How cosign names what belongs to an image where a registry knows no subjects.
const COSIGN_TAG = /^(?:.*:)?sha256-([0-9a-f]{64})\.(sig|att|sbom)$/;

/**
 * Tells images from what belongs to them and from what is none (rules 18, 19).
 *
 * An image has the config of one. An attestation says so in its descriptor's annotations or has the platform
 * `unknown/unknown`; a signature of cosign says so by its name.
 */
export function classifyManifest(
  manifest: ImageManifest,
  descriptor: Descriptor | null,
  platform: Platform | null,
  names: readonly string[],
): ManifestClass {
  const subject = readDigest(manifest.subject?.digestText);
  const attachmentType = descriptor?.annotations.get('vnd.docker.reference.type');
  if (attachmentType !== undefined) {
    const owner = readDigest(descriptor?.annotations.get('vnd.docker.reference.digest'));
    return { kind: 'attachment', artifactType: attachmentType, subject: owner ?? subject };
  }
  const configType = manifest.config?.mediaType ?? null;
  const artifactType = manifest.artifactType || descriptor?.artifactType || null;
  // crane writes the type of the config there, of images as well.
  const isOfConfig = artifactType === configType && isImageConfigType(configType);
  if (artifactType !== null && !isOfConfig) return { kind: 'artifact', artifactType, subject };
  if (manifest.config === null || !isImageConfigType(configType)) {
    const isNamed = configType !== null && configType !== EMPTY_CONFIG_TYPE;
    return { kind: 'artifact', artifactType: isNamed ? configType : (manifest.mediaType ?? configType), subject };
  }
  const cosign = names.map((name) => COSIGN_TAG.exec(name)).find((match) => match !== null);
  if (cosign !== undefined && !manifest.layers.some((layer) => isLayerType(layer?.mediaType ?? ''))) {
    return { kind: 'attachment', artifactType: `cosign-${cosign[2]}`, subject: readDigest(`sha256:${cosign[1]}`) };
  }
  if (platform !== null && isUnknownPlatform(platform)) {
    return { kind: 'attachment', artifactType: firstLayerType(manifest), subject };
  }
  return { kind: 'image', artifactType: null, subject: null };
}

function firstLayerType(manifest: ImageManifest): string | null {
  return manifest.layers[0]?.mediaType ?? null;
}

function readDigest(text: string | undefined): Digest | null {
  const parsed = parseDigest(text ?? '');
  return parsed.kind === 'digest' ? parsed.digest : null;
}
