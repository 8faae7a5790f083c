import { type Random, seededRandom } from './random';

/**
 * What files are cut from: far more than any compressor's window, so that a cut is as new to it as a file of its own.
 */
const POOL_BYTES = 24 * 1024 * 1024;

/** Kinds of content, as a distribution has them: source and documents, programs, what is compressed already. */
export interface ContentPools {
  /** `bytes` of one kind, as pieces that are views of the pools; each call gives other ones. */
  cut(kind: ContentKind, bytes: number): readonly Uint8Array[];
}

export type ContentKind = 'text' | 'program' | 'packed';

export function contentPools(seed: number): ContentPools {
  const random = seededRandom(seed);
  const pools: Readonly<Record<ContentKind, Uint8Array>> = {
    text: makeText(random),
    program: makeProgram(random),
    packed: makeNoise(random),
  };
  return {
    cut(kind, bytes) {
      const pool = pools[kind];
      const pieces: Uint8Array[] = [];
      for (let left = bytes; left > 0; ) {
        const start = random.int(pool.length - 1);
        const piece = pool.subarray(start, start + left);
        pieces.push(piece);
        left -= piece.length;
      }
      return pieces;
    },
  };
}

/** Words of a few thousand in indented lines, and phrases that come again: what source and documents are to deflate. */
function makeText(random: Random): Uint8Array {
  const words = Array.from({ length: 4000 }, () => makeWord(random));
  const phrases = Array.from({ length: 3000 }, () => makePhrase(random, words));
  const pool = new Uint8Array(POOL_BYTES);
  let at = 0;
  const put = (text: string) => {
    for (let index = 0; index < text.length && at < pool.length; index++) pool[at++] = text.charCodeAt(index);
  };
  // What is near in a file speaks of the same.
  let topic = 0;
  while (at < pool.length) {
    if (random.next() < 0.02) topic = random.int(phrases.length);
    put(' '.repeat(4 * random.int(4)));
    for (let count = 1 + random.int(3); count > 0; count--) {
      put(phrases[(topic + Math.floor(100 * random.next() * random.next() * random.next())) % phrases.length] ?? '');
      if (random.next() < 0.08) put(makePhrase(random, words));
      if (random.next() < 0.03) put(String(random.int(100_000)));
    }
    put('\n');
  }
  return pool;
}

const JOINTS = [' ', ' ', ' ', '.', '(', ', ', ' = ', '_', '->', '"'] as const;

function makePhrase(random: Random, words: readonly string[]): string {
  let phrase = '';
  for (let count = 2 + random.int(4); count > 0; count--) {
    // The product of even distributions: a few words stand everywhere.
    phrase += words[Math.floor(words.length * random.next() * random.next() * random.next())] ?? '';
    phrase += random.pick(JOINTS);
  }
  return phrase;
}

function makeWord(random: Random): string {
  let word = '';
  for (let length = 2 + random.int(9); length > 0; length--) word += String.fromCharCode(0x61 + random.int(26));
  return word;
}

/** Instructions of a small machine: sequences that come again, operands that are near, tables of zeros. */
function makeProgram(random: Random): Uint8Array {
  const idioms = Array.from({ length: 2000 }, () => makeInstructions(random, 4 + random.int(12)));
  const pool = new Uint8Array(POOL_BYTES);
  let address = 0x400000;
  let at = 0;
  while (at < pool.length) {
    const what = random.next();
    if (what < 0.01) {
      at += 16 + random.int(200);
    } else if (what < 0.74) {
      const idiom = idioms[Math.floor(idioms.length * random.next() * random.next())] ?? [];
      for (const byte of idiom) pool[at++] = byte;
    } else if (what < 0.9) {
      for (const byte of makeInstructions(random, 3)) pool[at++] = byte;
    } else {
      address = (address + random.int(64)) >>> 0;
      for (let byte = 0; byte < 4; byte++) pool[at++] = (address >>> (8 * byte)) & 0xff;
    }
  }
  return pool;
}

function makeInstructions(random: Random, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, () => Math.floor(256 * random.next() * random.next() * random.next()));
}

function makeNoise(random: Random): Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  for (let at = 0; at < pool.length; at++) pool[at] = random.int(256);
  return pool;
}
