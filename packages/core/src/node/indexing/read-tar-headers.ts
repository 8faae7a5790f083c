import { type ByteSource, EntryKind, ImageError, type LayerIndex, TarReader } from '@stratascope/core';

/** The headers of one entry of a layer, as they stand in its tar. */
export interface TarHeaders {
  /** Of the first of them in the uncompressed tar, in bytes. */
  readonly offset: number;
  /** From there to the data. */
  readonly headerBytes: number;
  /** Bytes that the data take, not padded. */
  readonly storedBytes: number;
  /** The headers, or the first {@link MOST_HEADER_BYTES} of them. */
  readonly bytes: Uint8Array;
}

/** More is hardly ever there: a pax header may have a megabyte. */
export const MOST_HEADER_BYTES = 64 * 1024;
const BLOCK = 512;
/** They were bounded when the layer was indexed. */
const NO_LIMITS = { pathBytes: Number.POSITIVE_INFINITY, paxBytes: Number.POSITIVE_INFINITY };

/**
 * Finds the headers of an entry: an index keeps only where the data begin, so what lies between them and the data of the
 * entry before is read. That is little, but where entries stand between them that the index left out.
 *
 * @throws ImageError `location-changed` where the entry is not where it was.
 */
export async function readTarHeaders(
  tar: Pick<ByteSource, 'stream'>,
  index: LayerIndex,
  entry: number,
  signal: AbortSignal,
): Promise<TarHeaders> {
  const dataOffset = index.dataOffset(entry);
  const from = endOfEntryBefore(index, dataOffset);
  const found = await findEntry(tar, { from, dataOffset }, signal);
  if (found === null) throw new ImageError('location-changed');
  const pieces: Uint8Array[] = [];
  const end = Math.min(dataOffset, found.offset + MOST_HEADER_BYTES);
  for await (const piece of tar.stream({ start: found.offset, end }, signal)) pieces.push(Uint8Array.from(piece));
  return {
    offset: found.offset,
    headerBytes: dataOffset - found.offset,
    storedBytes: found.storedBytes,
    bytes: Buffer.concat(pieces),
  };
}

/** Of a mark it is not known where its data end, so its header is read again. */
function endOfEntryBefore(index: LayerIndex, dataOffset: number): number {
  let before = -1;
  let offset = -1;
  for (let entry = 0; entry < index.entryCount; entry++) {
    const kind = index.kind[entry];
    if (kind === EntryKind.whiteout || kind === EntryKind.opaque) continue;
    const at = index.dataOffset(entry);
    if (at >= dataOffset || at <= offset) continue;
    before = entry;
    offset = at;
  }
  if (before < 0) return 0;
  const regions = index.sparse(before);
  const bytes = regions === null ? index.size(before) : regions.reduce((sum, { length }) => sum + length, 0);
  return offset + Math.ceil(bytes / BLOCK) * BLOCK;
}

async function findEntry(
  tar: Pick<ByteSource, 'stream'>,
  { from, dataOffset }: { readonly from: number; readonly dataOffset: number },
  signal: AbortSignal,
): Promise<{ readonly offset: number; readonly storedBytes: number } | null> {
  let found: { offset: number; storedBytes: number } | null = null;
  const reader = new TarReader(
    {
      entry(entry) {
        if (from + entry.dataOffset !== dataOffset) return;
        found = { offset: from + reader.entryStart, storedBytes: entry.storedSize };
      },
      data() {},
      entryEnd() {},
      problem() {},
    },
    NO_LIMITS,
  );
  for await (const piece of tar.stream({ start: from, end: dataOffset }, signal)) reader.write(piece);
  return found;
}
