import { archive, type ImageRecipe, image, type LayerRecipe, layer, ociLayout } from '@stratascope/core/testing';

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

/** Layers of many small files: each takes a while to read, so that something can be done meanwhile. */
export function largeImage(name: string, layerCount: number, filesEach: number): ImageRecipe {
  const layers: LayerRecipe[] = [];
  for (let number = 1; number <= layerCount; number++) {
    const recipe = layer().dir(`l${number}`);
    for (let file = 0; file < filesEach; file++) recipe.file(`l${number}/f${file}`, `${number} ${file}\n`);
    layers.push(recipe);
  }
  return image({ names: [name], layers });
}
