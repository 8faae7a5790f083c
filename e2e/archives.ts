import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { archive, type ImageRecipe, image, type LayerOptions, layer, ociLayout } from '@stratascope/core/testing';

/** An OCI layout in a tar, of images that are said in code. */
export const ociArchive = (...images: readonly ImageRecipe[]): Uint8Array => archive(ociLayout(images));

/** Two layers: a file, and its removal beside another. */
export function smallImage(name: string): ImageRecipe {
  return image({
    names: [name],
    layers: [
      layer().dir('etc').file('etc/motd', 'Welcome aboard.\n').file('etc/hosts', '127.0.0.1 localhost\n'),
      layer().whiteout('etc/motd').file('etc/issue', 'Lighthouse 2\n'),
    ],
  });
}

const PIECE_BYTES = 32_000_000;

/**
 * Layers that take seconds to read and next to nothing to make: each has one file of zeros, compressed as many times the
 * same gzip member.
 */
export function slowImage(name: string, layerCount: number, piecesEach: number): ImageRecipe {
  const piece = new Uint8Array(PIECE_BYTES);
  const compressedPiece = gzipSync(piece, { level: 1 });
  const layers: LayerOptions[] = [];
  for (let number = 1; number <= layerCount; number++) {
    const header = layer()
      .entry({
        name: new TextEncoder().encode(`zeros-${number}`),
        typeflag: '0',
        declaredSize: piecesEach * PIECE_BYTES,
      })
      .tar({ endBlocks: 0 });
    // 32 MB are whole blocks: no padding between the file and the two zero blocks of the end.
    const end = new Uint8Array(1024);
    const pieces = Array.from({ length: piecesEach }, () => compressedPiece);
    const hash = createHash('sha256').update(header);
    for (let at = 0; at < piecesEach; at++) hash.update(piece);
    layers.push({
      content: header,
      blob: Buffer.concat([gzipSync(header), ...pieces, gzipSync(end)]),
      diffId: `sha256:${hash.update(end).digest('hex')}`,
    });
  }
  return image({ names: [name], layers });
}
