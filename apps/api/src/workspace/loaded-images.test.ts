import type { LoadedImage } from '@stratascope/core/node';
import { image, layer } from '@stratascope/core/testing';
import { expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { createLoadedImages } from './loaded-images';

const never = new AbortController().signal;

async function load(): Promise<LoadedImage> {
  const engine = recipeEngine([image({ layers: [layer().file('a', 10)] })]);
  const { images } = await engine.open('', { name: '', signal: never, onProgress: () => {} });
  const [ref] = images.images;
  if (ref === undefined) throw new Error('no image');
  const source = await images.openImage(ref, never);
  return await engine.load(source, { signal: never, onProgress: () => {}, onLayer: () => {} });
}

test('those asked last are kept, as many as the budget holds', async () => {
  const one = await load();
  const bytes = 16 * 1024 + (one.layers[0]?.index?.buffer.byteLength ?? 0) + one.tree.nodeCount * 64;
  const loaded = createLoadedImages(bytes * 2);
  loaded.keep('a', one);
  loaded.keep('b', one);
  loaded.get('a');
  loaded.keep('c', one);
  expect([loaded.get('a'), loaded.get('b'), loaded.get('c')]).toEqual([one, null, one]);
  // Keeping the same again takes no more room.
  loaded.keep('c', one);
  expect(loaded.get('a')).toBe(one);
});

test('the one asked last is kept whatever its size', async () => {
  const one = await load();
  const loaded = createLoadedImages(1);
  loaded.keep('a', one);
  expect(loaded.get('a')).toBe(one);
  loaded.keep('b', one);
  expect([loaded.get('a'), loaded.get('b')]).toEqual([null, one]);
});
