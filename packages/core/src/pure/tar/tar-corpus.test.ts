import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFolder } from '../../testing/reference/corpus-image';
import { readInPieces, toRows } from '../../testing/tar/read-tar';

const corpus = corpusFolder();
const folder = join(corpus ?? '', 'tarcases');
const isThere = corpus !== null;
const names = isThere
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.tar'))
      .map((name) => name.slice(0, -'.tar'.length))
  : [];

describe.skipIf(!isThere)('the tar cases of the corpus, where STRATASCOPE_CORPUS names one', () => {
  it('are there in number', () => {
    expect(names.length).toBeGreaterThan(90);
  });

  it.each(names)('%s is read as expected, however its bytes are cut', (name) => {
    const tar = new Uint8Array(readFileSync(join(folder, `${name}.tar`)));
    const expected = readFileSync(join(folder, 'expected', `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

    const whole = readInPieces(tar, () => tar.length);
    expect(toRows(whole)).toEqual(expected);
    expect(readInPieces(tar, () => 1)).toEqual(whole);
    for (const seed of [1, 2, 3]) expect(readInPieces(tar, randomLengths(seed))).toEqual(whole);

    for (const { offset, size, sha256 } of expected) {
      if (sha256 === undefined || offset === undefined) continue;
      const bytes = tar.subarray(Number(offset), Number(offset) + Number(size));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  });
});

/** Lengths from 1 to 2,000 bytes, the same for the same seed. */
function randomLengths(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return 1 + ((state >>> 8) % 2000);
  };
}
