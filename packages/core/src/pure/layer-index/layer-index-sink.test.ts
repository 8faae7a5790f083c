import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { layerIndexOf } from '../../testing/layer-index-of';
import { type LayerRecipe, layer, type RecipeEntry } from '../../testing/layer-recipe';
import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { LayerIndex } from './layer-index';
import { LayerIndexBuilder } from './layer-index-builder';
import { layerIndexSink, type Sha256 } from './layer-index-sink';

const sha256: Sha256 = {
  digest: (bytes) => createHash('sha256').update(bytes).digest('binary') as ByteString,
  start() {
    const hash = createHash('sha256');
    return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('binary') as ByteString };
  },
};

const digests = (index: LayerIndex) =>
  Array.from({ length: index.entryCount }, (_, entry) => bytesToByteString(index.sha256(entry)));

/** Feeds entries and their data, as they stand in the tar, in pieces of so many bytes. */
function feed(recipe: LayerRecipe, pieceBytes: number, holes: number[] = []): LayerIndex {
  const builder = new LayerIndexBuilder({ entries: 1000 });
  const sink = layerIndexSink(builder, sha256, { beforeHoles: (bytes) => holes.push(bytes) });
  const tar = recipe.tar();
  for (const entry of recipe.entries()) {
    sink.entry(entry);
    for (const piece of pieces(tar, entry, pieceBytes)) sink.data(piece);
    sink.entryEnd();
  }
  return builder.finish();
}

function* pieces(tar: Uint8Array, entry: RecipeEntry, pieceBytes: number): Generator<Uint8Array> {
  const end = entry.dataOffset + entry.storedSize;
  for (let at = entry.dataOffset; at < end; at += pieceBytes) yield tar.slice(at, Math.min(end, at + pieceBytes));
}

const recipe = layer()
  .file('empty', '')
  .file('text', 'hello world')
  .dir('d')
  .sparse('middle', 3_000_000, [
    { offset: 1000, content: 'one' },
    { offset: 700_000, content: 'two' },
  ])
  .sparse('all hole', 600_000, [])
  .sparse('ends in data', 5000, [{ offset: 4096, content: 904 }])
  .whiteout('x');

describe('layerIndexSink', () => {
  test.each([1, 2, 7, 4096, 1_000_000])(
    'hashes logical content, holes as zeros, in pieces of %i bytes',
    (pieceBytes) => {
      expect(digests(feed(recipe, pieceBytes))).toEqual(digests(layerIndexOf(recipe)));
    },
  );

  test('tells of holes before it hashes them', () => {
    const holes: number[] = [];
    feed(recipe, 4096, holes);
    expect(holes).toEqual([3_000_000 - 6, 600_000, 4096]);
  });

  test('an entry that was begun and not ended is not there', () => {
    const builder = new LayerIndexBuilder({ entries: 1000 });
    const sink = layerIndexSink(builder, sha256);
    const [whole, cut] = layer().file('whole', 'abc').file('cut', 'abc').entries();
    if (whole === undefined || cut === undefined) throw new Error('two entries were said');
    sink.entry(whole);
    sink.data(Uint8Array.of(1, 2, 3));
    sink.entryEnd();
    sink.entry(cut);
    sink.data(Uint8Array.of(1));
    expect(builder.finish().entryCount).toBe(1);
  });
});
