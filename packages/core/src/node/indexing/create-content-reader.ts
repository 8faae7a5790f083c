import { type ByteSource, EntryKind, type EntryRef, ImageError, type LayerIndex, stretchesOf } from '@stratascope/core';
import type { ContentReader, LoadedImage } from './loaded-image';
import { UnpackedLayers } from './unpacked-layers';

const ZEROS = new Uint8Array(256 * 1024);

/**
 * Reads contents at their offset: in the blob of an uncompressed layer, else in the layer's tar, which is unpacked
 * into `cacheFolder` when the first file of it is asked for. A tar larger than `maxBytes`, the bound of that folder, is
 * unpacked as far as each file needs, each time.
 */
export function createContentReader(options: {
  readonly cacheFolder: string;
  readonly maxBytes: number;
}): ContentReader {
  const unpacked = new UnpackedLayers(options.cacheFolder, options.maxBytes);
  return {
    async *read(image, entry, { range, signal }) {
      const index = fileIndex(image, entry);
      const size = index.size(entry.entry);
      const { start, end } = range ?? { start: 0, end: size };
      if (start < 0 || start > end || end > size) throw new RangeError(`bytes ${start} to ${end} of ${size}`);
      if (start === end) return;
      const tar = await tarOf(image, entry.layer, unpacked, signal);
      yield* readLogical(tar, index, entry.entry, { start, end }, signal);
    },
  };
}

function fileIndex(image: LoadedImage, { layer, entry }: EntryRef): LayerIndex {
  const index = image.layers[layer - 1]?.index ?? null;
  if (index === null) throw new ImageError('layer-unknown', { details: { layer, layers: image.layers.length } });
  if (index.kind[entry] !== EntryKind.file) throw new ImageError('not-a-file', { details: { layer } });
  return index;
}

async function tarOf(
  image: LoadedImage,
  layer: number,
  unpacked: UnpackedLayers,
  signal: AbortSignal,
): Promise<Pick<ByteSource, 'stream'>> {
  const source = image.source.layers[layer - 1];
  const read = image.layers[layer - 1];
  const blob = source?.blob ?? null;
  if (blob === null || read === undefined) throw new ImageError('layer-unknown', { details: { layer } });
  return read.compression === 'none' ? blob : unpacked.open(blob, read, signal);
}

/** `[start, end)` of a file's logical content; holes are zeros. */
async function* readLogical(
  tar: Pick<ByteSource, 'stream'>,
  index: LayerIndex,
  entry: number,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const offset = index.dataOffset(entry);
  const sparse = index.sparse(entry);
  if (sparse === null) {
    yield* tar.stream({ start: offset + start, end: offset + end }, signal);
    return;
  }
  for (const stretch of stretchesOf(sparse, index.size(entry), start, end)) {
    if (stretch.kind === 'hole') {
      yield* zeros(stretch.length, signal);
    } else {
      const from = offset + stretch.storedOffset;
      yield* tar.stream({ start: from, end: from + stretch.length }, signal);
    }
  }
}

function* zeros(length: number, signal: AbortSignal): Generator<Uint8Array> {
  for (let left = length; left > 0; left -= ZEROS.length) {
    signal.throwIfAborted();
    yield left < ZEROS.length ? ZEROS.subarray(0, left) : ZEROS;
  }
}
