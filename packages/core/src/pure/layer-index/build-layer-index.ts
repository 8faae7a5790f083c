import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { TarEntry } from '../model/entry';
import type { LayerIndex } from './layer-index';
import { LayerIndexBuilder } from './layer-index-builder';

/** An entry with the digest of its logical content: 32 bytes, null for all but files. */
export interface DigestedEntry extends TarEntry {
  readonly sha256: Uint8Array | null;
}

/** The index of entries that are all at hand, in archive order: of a recipe, or of a layer made up in a page. */
export function buildLayerIndex(
  entries: Iterable<DigestedEntry>,
  limits: { readonly entries: number } = { entries: Number.MAX_SAFE_INTEGER },
): LayerIndex {
  const builder = new LayerIndexBuilder(limits);
  for (const entry of entries) {
    builder.add(entry, entry.sha256 === null ? ('' as ByteString) : bytesToByteString(entry.sha256));
  }
  return builder.finish();
}
