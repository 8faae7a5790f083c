const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

const CONFIG_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  // What clients wrote before the types had been agreed upon.
  'application/octet-stream',
  'application/json',
  'text/plain',
]);

// What stands before the suffix of compression and encryption.
const LAYER_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.oci.image.layer.nondistributable.v1.tar',
  'application/vnd.docker.image.rootfs.diff.tar',
  'application/vnd.docker.image.rootfs.foreign.diff.tar',
]);

/** The config of an artifact that has none (OCI image spec, manifest.md, "Guidance for an Empty Descriptor"). */
export const EMPTY_CONFIG_TYPE = 'application/vnd.oci.empty.v1+json';

const ENCRYPTED = /\+encrypted$/;
const COMPRESSED = /[+.](?:gzip|zstd)$/;

/** As media types are compared: without parameters, in small letters (RFC 2045, section 5.1). */
function bareType(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

export function isIndexType(mediaType: string): boolean {
  return INDEX_TYPES.has(bareType(mediaType));
}

/** Whether a manifest whose config is of this type is an image; one that says nothing of it is taken for one. */
export function isImageConfigType(mediaType: string | null): boolean {
  return mediaType === null || mediaType === '' || CONFIG_TYPES.has(bareType(mediaType));
}

/** A schema 1 manifest, signed or not (rule 18). */
export function isSchema1Type(mediaType: string): boolean {
  return /^application\/vnd\.docker\.distribution\.manifest\.v1\+(?:json|prettyjws)$/.test(bareType(mediaType));
}

export function isEncryptedLayerType(mediaType: string): boolean {
  return ENCRYPTED.test(bareType(mediaType));
}

/** Compression and encryption aside: what layers are read as is told by their bytes, not by this (rule 15). */
export function isLayerType(mediaType: string): boolean {
  const bare = bareType(mediaType).replace(ENCRYPTED, '');
  return LAYER_TYPES.has(bare) || LAYER_TYPES.has(bare.replace(COMPRESSED, ''));
}
