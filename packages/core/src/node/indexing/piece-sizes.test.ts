import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ByteSource, DEFAULT_LIMITS, ImageError, type LayerSource, selectImage } from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import { compress, corpusFolder, digestOf, layer, xzStream, zstdCompressedFrame } from '../../testing';
import { randomBytes } from '../../testing/fuzz/case-context';
import { randomSource } from '../../testing/random/random-source';
import { compressionOf } from '../blobs/decompress';
import { memoryByteSource } from '../blobs/memory-byte-source';
import { openDecompressed } from '../blobs/open-decompressed';
import { openLocation } from '../open/open-location';
import type { ReadLayer } from './layer-reader';
import { readLayer } from './read-layer';

const PIECE_BYTES = [1, 13, 512, 4099, 262_144];
/** For blobs of which a million pieces would only test patience. */
const LARGER_PIECE_BYTES = [1000, 4099, 30_000, 65_536, 262_144];
const LARGE_BYTES = 100_000;
const signal = new AbortController().signal;

/** The same blob, all reads of which come in pieces of another size. */
function inPieces(blob: ByteSource, pieceBytes: number): ByteSource {
  return {
    ...blob,
    async *stream(range, pieceSignal) {
      for await (const piece of rejoin(blob.stream(range, pieceSignal), pieceBytes)) yield piece;
    },
  };
}

async function* rejoin(pieces: AsyncIterable<Uint8Array>, pieceBytes: number): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    let at = 0;
    // Copies that are spoilt afterwards, so that whoever keeps one shows.
    for (; at + pieceBytes <= bytes.length; at += pieceBytes) yield* spoilt(bytes.subarray(at, at + pieceBytes));
    rest = bytes.subarray(at);
  }
  if (rest.length > 0) yield* spoilt(rest);
}

function* spoilt(bytes: Uint8Array): Generator<Uint8Array> {
  yield Uint8Array.from(bytes);
}

/** Entries, problems, digests and state as each piece size gives them; they have to be the same. */
async function readInFiveWays(source: LayerSource): Promise<ReadLayer> {
  const { blob } = source;
  if (blob === null) throw new Error('a layer with a blob');
  const sizes = blob.size > LARGE_BYTES ? LARGER_PIECE_BYTES : PIECE_BYTES;
  let first: ReadLayer | null = null;
  for (const pieceBytes of sizes) {
    const cut = { ...source, blob: inPieces(blob, pieceBytes) };
    const result = await readLayer(cut, { limits: DEFAULT_LIMITS, signal });
    first ??= result;
    expect(factsOf(result), `in pieces of ${pieceBytes}`).toEqual(factsOf(first));
  }
  if (first === null) throw new Error('there are piece sizes');
  return first;
}

function factsOf({ index, ...others }: ReadLayer) {
  return { ...others, index: index === null ? null : digestOf(new Uint8Array(index.buffer)) };
}

const sourceOf = (stored: Uint8Array): LayerSource => ({
  layer: 1,
  digest: null,
  diffId: null,
  mediaType: null,
  declaredSize: null,
  blob: memoryByteSource(stored),
  unavailable: null,
});

const random = randomSource(1);
const recipe = layer().dir('d');
for (let file = 0; file < 12; file++) {
  const noise = randomBytes(random, 120);
  recipe.file(
    `d/${file}/${'long/'.repeat(file * 3)}name`,
    Buffer.concat([noise, Buffer.from('words '.repeat(100)), noise]),
  );
}
recipe
  .sparse('s', 5000, [
    { offset: 100, content: 'some' },
    { offset: 4000, content: 'more' },
  ])
  .whiteout('w');
const tar = recipe.tar();
const half = tar.length / 2;
const quarter = (at: number) => tar.subarray((tar.length / 4) * at, (tar.length / 4) * (at + 1));
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const STREAMS: readonly (readonly [string, Uint8Array])[] = [
  ['plain', tar],
  ['gzip', compress(tar, 'gzip')],
  ['gzip of two members', joined(compress(tar.subarray(0, half), 'gzip'), compress(tar.subarray(half), 'gzip'))],
  ['zstd of stored blocks', joined(...[0, 1, 2, 3].map((at) => compress(quarter(at), 'zstd')))],
  ['zstd', zstdCompressedFrame(tar, { tables: 'repeated', blockBytes: 3000 })],
  ['zstd of two frames', joined(zstdCompressedFrame(tar.subarray(0, half)), zstdCompressedFrame(tar.subarray(half)))],
];

/** Positions all over a stream, its ends among them; the same for the same length. */
function positions(length: number, count: number): readonly number[] {
  const source = randomSource(length);
  return [3, length - 1, length - 6, ...Array.from({ length: count }, () => 11 + source.int(length - 20))];
}

describe('a damaged stream gives the same entries, problems and digests however it is cut into pieces (rule 15)', () => {
  describe.each(STREAMS)('%s', (_, stored) => {
    const whole = recipe.entries().length;

    test('cut off anywhere: what is before the cut', async () => {
      const counts: number[] = [];
      for (const at of positions(stored.length, 8)) {
        const { index, state, problems } = await readInFiveWays(sourceOf(stored.subarray(0, at)));
        counts.push(index?.entryCount ?? 0);
        if (state === 'ok') continue;
        expect(problems.map(({ code }) => code).join()).toMatch(/^(?:stream-corrupt)?,?(?:tar-corrupt)?$/);
      }
      // Some of the cuts leave a part, or the test would not see what is salvaged.
      expect(counts.some((count) => count > 0 && count < whole)).toBe(true);
    });

    test('with a bit turned anywhere: what is before it', async () => {
      const states = new Set<string>();
      for (const at of positions(stored.length, 12)) {
        const flipped = stored.map((byte, position) => (position === at ? byte ^ (1 << (at & 7)) : byte));
        states.add((await readInFiveWays(sourceOf(flipped))).state);
      }
      expect(states).toContain('broken');
    });

    test('with bytes taken out, doubled or put after it', async () => {
      for (const at of positions(stored.length, 3)) {
        await readInFiveWays(sourceOf(joined(stored.subarray(0, at), stored.subarray(at + 5))));
        await readInFiveWays(sourceOf(joined(stored.subarray(0, at), stored.subarray(Math.max(0, at - 40)))));
      }
      const zeros = new Uint8Array(3);
      for (const end of [zeros, Buffer.from('junk'), joined(zeros, stored.subarray(0, 30)), joined(zeros, stored)]) {
        await readInFiveWays(sourceOf(joined(stored, end)));
      }
    });
  });
});

interface Unpacked {
  readonly sha256: string;
  readonly fault: { readonly code: string; readonly details: unknown } | null;
}

/** What an archive that is compressed as a whole unpacks to, and how that ends. */
async function unpackArchive(blob: ByteSource, isGiven: boolean): Promise<Unpacked> {
  const given: Uint8Array[] = [];
  const end = (fault: Unpacked['fault']) => ({
    // Of a damaged xz stream nothing is used: how far it came before is nobody's business.
    sha256: fault === null || isGiven ? digestOf(new Uint8Array(Buffer.concat(given))) : '',
    fault,
  });
  try {
    const compression = await compressionOf(blob, signal);
    for await (const piece of openDecompressed(blob, compression, { limits: DEFAULT_LIMITS, signal })) {
      given.push(piece.slice());
    }
    return end(null);
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return end({ code: error.code, details: error.details });
  }
}

describe('an archive that is compressed as a whole ends the same however it is cut into pieces', () => {
  const archives = [...STREAMS, ['xz', xzStream(tar)] as const].filter(([name]) => name !== 'plain');
  test.each(archives)('%s', async (name, stored) => {
    const ends = new Set<string | undefined>();
    const damaged = positions(stored.length, 6).flatMap((at) => [
      stored.subarray(0, at),
      stored.map((byte, position) => (position === at ? byte ^ (1 << (at & 7)) : byte)),
      joined(stored.subarray(0, at), stored.subarray(at + 3)),
    ]);
    for (const bytes of [stored, ...damaged, joined(stored, Buffer.from('junk'))]) {
      const source = memoryByteSource(bytes);
      const whole = await unpackArchive(source, name !== 'xz');
      ends.add(whole.fault?.code);
      for (const pieceBytes of PIECE_BYTES.slice(0, 4)) {
        expect(await unpackArchive(inPieces(source, pieceBytes), name !== 'xz'), `in pieces of ${pieceBytes}`).toEqual(
          whole,
        );
      }
    }
    expect(ends).toContain(undefined);
    expect(ends).toContain('stream-corrupt');
  });
});

const corpus = corpusFolder();
const folder = join(corpus ?? '', 'broken');
/** Not damaged but large: to unpack two gigabytes five times shows nothing that the others do not. */
const LARGE = new Set(['bomb-gzip.tar', 'million-entries.tar']);
const inputs: readonly { readonly file: string; readonly outcome: string }[] =
  corpus === null ? [] : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));

const scratchFolder = mkdtempSync(join(tmpdir(), 'stratascope-pieces-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

describe.skipIf(corpus === null)('so do the layers of the broken inputs of the corpus (STRATASCOPE_CORPUS)', () => {
  const seen = new Set<string>();
  test.each(inputs.filter(({ file, outcome }) => outcome !== 'error' && !LARGE.has(file)))(
    '$file',
    async ({ file }) => {
      const store = await openLocation(join(folder, file), { limits: DEFAULT_LIMITS, signal, scratchFolder });
      const choice = selectImage(store.images, { host: { os: 'linux', architecture: 'amd64' } });
      if (choice.kind !== 'chosen') throw new Error(choice.kind);
      const image = await store.openImage(choice.image, signal);
      for (const source of image.layers) {
        // Most inputs differ from the sound one in a single layer.
        const key = `${source.digest} ${source.diffId} ${source.blob?.size}`;
        if (source.blob === null || seen.has(key)) continue;
        seen.add(key);
        await readInFiveWays(source);
      }
      await store.close();
    },
  );
});
