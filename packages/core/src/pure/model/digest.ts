/** A digest of bytes as stored: `sha256:` or `sha512:` and small hex digits. Made by {@link parseDigest} only. */
export type Digest = string & { readonly __brand: 'Digest' };

/** The digest of a layer's uncompressed tar (OCI image spec, config.md, `rootfs.diff_ids`). */
export type DiffId = Digest & { readonly __diffId: true };

export type DigestAlgorithm = 'sha256' | 'sha512';

const HEX_LENGTH: Record<DigestAlgorithm, number> = { sha256: 64, sha512: 128 };

export type ParsedDigest =
  | { readonly kind: 'digest'; readonly digest: Digest }
  /** Well-formed, of an algorithm that is not known here. */
  | { readonly kind: 'unsupported'; readonly algorithm: string }
  | { readonly kind: 'invalid' };

/**
 * Reads a digest from a document. What passes cannot carry a path: it is an algorithm and hex digits.
 *
 * Source: OCI image spec, descriptor.md, "Digests".
 */
export function parseDigest(text: string): ParsedDigest {
  const match = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/.exec(text);
  const algorithm = match?.[1];
  const encoded = match?.[2];
  if (algorithm === undefined || encoded === undefined) return { kind: 'invalid' };
  if (algorithm !== 'sha256' && algorithm !== 'sha512') return { kind: 'unsupported', algorithm };
  const isWhole = encoded.length === HEX_LENGTH[algorithm] && /^[0-9a-f]+$/.test(encoded);
  return isWhole ? { kind: 'digest', digest: text as Digest } : { kind: 'invalid' };
}

export function splitDigest(digest: Digest): { readonly algorithm: DigestAlgorithm; readonly hex: string } {
  const colon = digest.indexOf(':');
  return { algorithm: digest.slice(0, colon) as DigestAlgorithm, hex: digest.slice(colon + 1) };
}

/** The digest that `hex` is the SHA-256 of; for digests that were computed here. */
export function sha256Digest(hex: string): Digest {
  return `sha256:${hex}` as Digest;
}
