import { type ByteSource, EntryKind, type EntryRef, ImageError, type LayerIndex } from '@stratascope/core';
import { checkUnchanged } from '../blobs/file-byte-source';
import { sparseBytes } from '../blobs/sparse-byte-source';
import { LayerPool } from './layer-pool';
import type { ContentReader, LoadedImage } from './loaded-image';
import { readTarHeaders } from './read-tar-headers';
import { type OpenTar, UnpackedLayers } from './unpacked-layers';

/**
 * Reads contents at their offset: in the blob of an uncompressed layer, else in the layer's tar, which is unpacked
 * into `cacheFolder` when the first file of it is asked for. A tar larger than `maxBytes`, the bound of that folder, or one
 * that cannot be kept there, is unpacked as far as each file needs, each time.
 */
export function createContentReader(options: {
  readonly cacheFolder: string;
  readonly maxBytes: number;
  /** The built `layer-worker`, which unpacks; null or left out: this thread does. */
  readonly workerEntry?: URL | null;
  /** Blobs smaller than this are unpacked in this thread. */
  readonly inThreadBelowBytes?: number;
}): ContentReader & { close(): Promise<void> } {
  // A worker of its own: who looks into a file does not wait for layers that are being read.
  const pool = options.workerEntry ? new LayerPool(options.workerEntry, 1) : null;
  const { inThreadBelowBytes = 0 } = options;
  const unpacked = new UnpackedLayers(options.cacheFolder, options.maxBytes, (blob) =>
    blob.size < inThreadBelowBytes ? null : pool,
  );
  return {
    async close() {
      await pool?.close();
    },
    async *read(image, entry, { range, signal }) {
      const index = fileIndex(image, entry);
      const size = index.size(entry.entry);
      const { start, end } = range ?? { start: 0, end: size };
      if (start < 0 || start > end || end > size) throw new RangeError(`bytes ${start} to ${end} of ${size}`);
      if (start === end) return;
      const tar = await tarOf(image, entry.layer, unpacked, signal);
      try {
        yield* readLogical(tar, index, entry.entry, { start, end }, signal);
      } finally {
        await tar.close();
      }
    },
    async headers(image, { layer, entry }, signal) {
      const index = layerIndex(image, layer);
      const tar = await tarOf(image, layer, unpacked, signal);
      try {
        return await readTarHeaders(tar, index, entry, signal);
      } finally {
        await tar.close();
      }
    },
  };
}

function fileIndex(image: LoadedImage, { layer, entry }: EntryRef): LayerIndex {
  const index = layerIndex(image, layer);
  if (index.kind[entry] !== EntryKind.file) throw new ImageError('not-a-file', { details: { layer } });
  return index;
}

function layerIndex(image: LoadedImage, layer: number): LayerIndex {
  const index = image.layers[layer - 1]?.index ?? null;
  if (index === null) throw new ImageError('layer-unknown', { details: { layer, layers: image.layers.length } });
  return index;
}

async function tarOf(
  image: LoadedImage,
  layer: number,
  unpacked: UnpackedLayers,
  signal: AbortSignal,
): Promise<OpenTar> {
  const source = image.source.layers[layer - 1];
  const read = image.layers[layer - 1];
  const blob = source?.blob ?? null;
  if (blob === null || read === undefined) throw new ImageError('layer-unknown', { details: { layer } });
  if (read.compression !== 'none') {
    // What was unpacked is right whatever came of the blob; but who asks is to know that it is no longer there.
    await checkUnchanged(blob);
    return unpacked.open(blob, read, signal);
  }
  // Each stream opens the file for itself.
  return { stream: (range, streamSignal) => blob.stream(range, streamSignal), close: async () => {} };
}

/** `[start, end)` of a file's logical content; holes are zeros. */
function readLogical(
  tar: Pick<ByteSource, 'stream'>,
  index: LayerIndex,
  entry: number,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const offset = index.dataOffset(entry);
  const regions = index.sparse(entry);
  return regions === null
    ? tar.stream({ start: offset + start, end: offset + end }, signal)
    : sparseBytes(tar, { size: index.size(entry), regions }, { start, end }, signal, offset);
}
