import type { NodeState } from '@stratascope/core';
import type { ContentReader, LoadedImage } from '@stratascope/core/node';

/** The whole contents of a file, which the caller has found small enough; null for what is no file. */
export async function readFile(
  contents: ContentReader,
  image: LoadedImage,
  { type, source }: NodeState,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  if (type !== 'file' || source === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of contents.read(image, source, { signal })) pieces.push(piece);
  return Buffer.concat(pieces);
}
