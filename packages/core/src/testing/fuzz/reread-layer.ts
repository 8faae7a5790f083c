import { createHash } from 'node:crypto';
import { type ByteSource, ImageError, type Limits, SparseExpander, type TarEntry, TarReader } from '@stratascope/core';
import { compressionOf, openDecompressed } from '@stratascope/core/node';
import type { RecipeEntry } from '../layer-recipe';
import type { RandomSource } from '../random/random-source';

export interface RereadLayer {
  readonly entries: readonly RecipeEntry[];
  /** SHA-256 of what the stream gave, in hex digits. */
  readonly tarSha256: string;
  readonly tarBytes: number;
}

/** Sizes of pieces; a stream is cut into those of one of them. */
const PIECES = [1, 7, 100, 512, 1000, 4099, 65_536, 1_000_000];

/**
 * What a blob holds up to its first fault, read once more with other cuts: of the stored bytes, and of the unpacked
 * ones. Contents are hashed and dropped.
 */
export async function rereadLayer(
  blob: ByteSource,
  options: { readonly limits: Limits; readonly random: RandomSource; readonly signal: AbortSignal },
): Promise<RereadLayer> {
  const { limits, random, signal } = options;
  const sizes = PIECES.filter((size) => blob.size / size < 20_000);
  const cut = recut(blob, random.pick(sizes));
  const entries: RecipeEntry[] = [];
  const reader = new TarReader(collectInto(entries), { pathBytes: limits.pathLength, paxBytes: limits.paxSize });
  const hash = createHash('sha256');
  let tarBytes = 0;
  const size = random.pick(sizes);
  let isCut = false;
  try {
    for await (const piece of openDecompressed(cut, await compressionOf(cut, signal), { limits, signal })) {
      hash.update(piece);
      tarBytes += piece.length;
      for (let at = 0; at < piece.length; at += size) reader.write(piece.subarray(at, at + size));
    }
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    isCut = true;
  }
  if (!isCut) reader.end();
  return { entries, tarSha256: hash.digest('hex'), tarBytes };
}

/** The same bytes in pieces of another size. */
function recut(source: ByteSource, pieceBytes: number): ByteSource {
  return {
    size: source.size,
    identity: source.identity,
    file: null,
    async *stream(range, signal) {
      for await (const piece of source.stream(range, signal)) {
        for (let at = 0; at < piece.length; at += pieceBytes) yield piece.slice(at, at + pieceBytes);
      }
    },
  };
}

function collectInto(entries: RecipeEntry[]) {
  let current: TarEntry | null = null;
  let hash = createHash('sha256');
  let expander: SparseExpander | null = null;
  return {
    entry(entry: TarEntry) {
      current = entry;
      hash = createHash('sha256');
      const regions = entry.sparse ?? [{ offset: 0, length: entry.size }];
      expander = entry.type === 'file' ? new SparseExpander(regions, entry.size, (piece) => hash.update(piece)) : null;
    },
    data: (bytes: Uint8Array) => expander?.write(bytes),
    entryEnd() {
      if (current === null) throw new Error('an end without an entry');
      expander?.end();
      const sha256 = current.type === 'file' ? new Uint8Array(hash.digest()) : null;
      entries.push({ ...current, content: NOTHING, sha256 });
      current = null;
    },
    problem: () => {},
  };
}

const NOTHING = new Uint8Array();
