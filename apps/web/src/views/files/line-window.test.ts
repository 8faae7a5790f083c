import { describe, expect, test } from 'vitest';
import { lineWindow, scrollTopFor } from './line-window';

const room = { count: 1000, lineHeight: 24, scrollTop: 0, height: 100 };

describe('the lines in sight', () => {
  test('begin with the one that is partly scrolled away and end with the one that is partly in sight', () => {
    expect(lineWindow(room)).toEqual({ first: 0, last: 4, contentHeight: 24_000, origin: 0 });
    expect(lineWindow({ ...room, scrollTop: 30 })).toMatchObject({ first: 1, last: 5 });
    expect(lineWindow({ ...room, scrollTop: 24_000 - 100 })).toMatchObject({ first: 995, last: 999 });
  });

  test('are none where there are none, and never more than there are', () => {
    expect(lineWindow({ ...room, count: 0 })).toMatchObject({ last: -1, contentHeight: 0 });
    expect(lineWindow({ ...room, count: 2 })).toMatchObject({ first: 0, last: 1 });
    // As when a folder is closed while the room is scrolled far down.
    expect(lineWindow({ ...room, count: 3, scrollTop: 9000 })).toMatchObject({ first: 2, last: 2 });
  });

  test('of more lines than a browser can draw are those at the same share of the way', () => {
    const many = { ...room, count: 10_000_000 };
    const { contentHeight } = lineWindow(many);
    expect(contentHeight).toBeLessThan(17_000_000);
    const half = lineWindow({ ...many, scrollTop: (contentHeight - 100) / 2 });
    expect(half.first).toBeGreaterThan(4_999_990);
    expect(half.first).toBeLessThan(5_000_010);
    // Drawn where the room is looking.
    expect(half.origin + half.first * 24).toBeCloseTo((contentHeight - 100) / 2, -2);
    expect(lineWindow({ ...many, scrollTop: contentHeight - 100 }).last).toBe(9_999_999);
  });
});

describe('bringing a line into sight', () => {
  test('moves nothing where it is, and as little as needed where it is not', () => {
    const scrolled = { ...room, scrollTop: 240 };
    expect(scrollTopFor(11, scrolled)).toBeNull();
    expect(scrollTopFor(3, scrolled)).toBe(72);
    expect(scrollTopFor(20, scrolled)).toBe(21 * 24 - 100);
  });

  test('reaches each of more lines than a browser can draw', () => {
    const many = { ...room, count: 10_000_000, scrollTop: 777 };
    for (const line of [0, 1, 4_321_987, 9_999_998, 9_999_999]) {
      const scrollTop = scrollTopFor(line, many) ?? many.scrollTop;
      const { first, last } = lineWindow({ ...many, scrollTop });
      expect(first).toBeLessThanOrEqual(line);
      expect(last).toBeGreaterThanOrEqual(line);
    }
  });
});
