import { createHash } from 'node:crypto';
import type { NodeState } from '@stratascope/core';
import { createContentReader, type LoadedImage } from '@stratascope/core/node';
import type { RandomSource } from '../random/random-source';
import { require } from './finding';

const MOST_FILES = 4;
const MOST_BYTES = 2 * 1024 * 1024;

/** Some files of the top level, read by their offsets: they have the digest that the listing says. */
export async function checkContents(
  image: LoadedImage,
  options: { readonly folder: string; readonly random: RandomSource; readonly signal: AbortSignal },
): Promise<void> {
  const { tree } = image;
  const reader = createContentReader({ cacheFolder: options.folder, maxBytes: 8 * MOST_BYTES });
  const files = [...tree.walk(tree.layerCount)]
    .map((node) => tree.stateAt(node, tree.layerCount))
    .filter((state): state is NodeState => state?.type === 'file' && state.size <= MOST_BYTES);
  for (let left = Math.min(MOST_FILES, files.length); left > 0; left--) {
    const file = options.random.pick(files);
    require(file.source !== null && file.sha256 !== null, () => `${tree.path(file.node)} comes from nowhere`);
    const hash = createHash('sha256');
    for await (const piece of reader.read(image, file.source, { signal: options.signal })) hash.update(piece);
    const digest = hash.digest();
    require(digest.equals(file.sha256), () => `${tree.path(file.node)} reads as ${digest.toString('hex')}`);
  }
}
