import { describe, expect, it } from 'vitest';
import { latin1 } from '../../testing/tar/write-tar';
import { MalformedTar } from './malformed-tar';
import { joinRegions, parseRegionList } from './sparse-map';
import { SparseTextMap } from './sparse-text-map';

const regions = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([offset, length]) => ({ offset, length }));

describe('the regions of a sparse map', () => {
  it('are kept in order; touching ones are joined, empty ones left out', () => {
    expect(joinRegions(regions([0, 4], [4, 4], [8, 0], [10, 2]), 12)).toEqual(regions([0, 8], [10, 2]));
    expect(joinRegions(regions([5, 0], [5, 3], [20, 0]), 20)).toEqual(regions([5, 3]));
  });

  it('are not joined across a hole because an empty region touches the next', () => {
    expect(joinRegions(regions([0, 4], [6, 0], [6, 2]), 8)).toEqual(regions([0, 4], [6, 2]));
  });

  it.each([
    ['overlap', regions([0, 4], [3, 2])],
    ['go back', regions([4, 2], [0, 2])],
    ['begin before the file', regions([-1, 2])],
    ['are shorter than nothing', regions([4, -1])],
    ['pass the end', regions([8, 3])],
    ['pass the end though empty', regions([11, 0])],
    ['overlap an empty one', regions([4, 0], [3, 2])],
  ])('are refused where they %s', (_, claimed) => {
    expect(() => joinRegions(claimed, 10)).toThrow(new MalformedTar('bad sparse map'));
  });
});

describe('the map of pax sparse 0.1', () => {
  it('is offsets and lengths between commas', () => {
    expect(parseRegionList('2', '0,4,100,8')).toEqual(regions([0, 4], [100, 8]));
    expect(parseRegionList('0', '')).toEqual([]);
  });

  it.each([
    ['1', '0'],
    ['2', '0,4'],
    ['1', '0,4,'],
    ['', '0,4'],
    ['-1', ''],
    ['1', '0,x'],
    ['1000000000', '0,4'],
  ])('is refused with the count %j and the numbers %j', (count, list) => {
    expect(() => parseRegionList(count, list)).toThrow(new MalformedTar('bad sparse map'));
  });
});

describe('the map of pax sparse 1.0', () => {
  /** Reads a text map block by block; null where it does not end in them. */
  function read(text: string) {
    const map = new SparseTextMap();
    const bytes = new Uint8Array(Math.ceil(text.length / 512) * 512);
    bytes.set(latin1(text));
    for (let at = 0; at < bytes.length; at += 512)
      if (map.take(bytes, at)) return { regions: map.regions, blocks: at / 512 + 1 };
    return null;
  }

  it('is a count and so many pairs of numbers, a line each', () => {
    expect(read('2\n0\n4\n100\n8\n')).toEqual({ regions: regions([0, 4], [100, 8]), blocks: 1 });
    expect(read('0\n')).toEqual({ regions: [], blocks: 1 });
    expect(read('+1\n-0\n007\n')).toEqual({ regions: regions([0, 7]), blocks: 1 });
  });

  it('goes on over blocks, with a number cut between two', () => {
    const long = '0'.repeat(508);
    expect(read(`1\n${long}12\n34\n`)).toEqual({ regions: regions([12, 34]), blocks: 2 });
  });

  it('does not look at what follows it in its last block', () => {
    expect(read('1\n0\n4\njunk')).toEqual({ regions: regions([0, 4]), blocks: 1 });
  });

  it.each(['x\n', '\n', '-1\n', '1\n0\n-4\n', '1\n0 4\n', '1\n+-1\n1\n', '1\n1-\n1\n'])('refuses %j', (text) => {
    expect(() => read(text)).toThrow(new MalformedTar('bad sparse map'));
  });

  it('waits for the regions it promises, and keeps no more than came', () => {
    expect(read('1000000000\n0\n4\n'.padEnd(512, '0'))).toBeNull();
  });
});
