import type { ByteSource, Digest, Limits } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import { startDigest } from '../blobs/hashing';
import { openDecompressed } from '../blobs/open-decompressed';
import { isTarStart, TAR_START_BYTES } from './tar-start';

export type UnpackedTar =
  | { readonly kind: 'tar'; readonly digest: Digest }
  /** What is compressed is no tar: its first bytes tell what it is instead. */
  | { readonly kind: 'other'; readonly first: Uint8Array };

export interface UnpackTarOptions {
  readonly limits: Pick<Limits, 'zstdWindow' | 'unpackedRatio'>;
  readonly signal: AbortSignal;
  readonly onProgress: (readBytes: number) => void;
}

/**
 * Hands the unpacked bytes of a compressed tar to `write`, and gives their SHA-256; gives up at once if it is no tar.
 *
 * @throws ImageError as {@link openDecompressed}
 */
export async function unpackTar(
  source: ByteSource,
  compression: Compression,
  write: (bytes: Uint8Array) => void | Promise<void>,
  { limits, signal, onProgress }: UnpackTarOptions,
): Promise<UnpackedTar> {
  const unpacked = openDecompressed(withProgress(source, onProgress), compression, { limits, signal });
  try {
    const first = await readStart(unpacked);
    if (!isTarStart(first)) return { kind: 'other', first: first.slice(0, TAR_START_BYTES) };
    const digest = startDigest('sha256');
    digest.update(first);
    await write(first);
    for await (const piece of unpacked) {
      digest.update(piece);
      await write(piece);
    }
    return { kind: 'tar', digest: digest.digest() };
  } finally {
    await unpacked.return(undefined);
  }
}

/** So many first bytes as tell a tar, or more; fewer where there are no more. */
async function readStart(unpacked: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.length < TAR_START_BYTES) {
    const piece = await unpacked.next();
    if (piece.done === true) break;
    start = Buffer.concat([start, piece.value]);
  }
  return start;
}

function withProgress(source: ByteSource, onProgress: (readBytes: number) => void): ByteSource {
  return {
    size: source.size,
    identity: source.identity,
    file: source.file,
    async *stream(range, signal) {
      let readBytes = 0;
      for await (const piece of source.stream(range, signal)) {
        readBytes += piece.length;
        onProgress(readBytes);
        yield piece;
      }
    },
  };
}
