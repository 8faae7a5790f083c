import { describe, expect, test } from 'vitest';
import type { StackEntry } from './arrange-stack';
import { densityOf, layoutStack, nearestLevel, scaleBar } from './layout-stack';

/** Slabs of these bytes, the base first. */
const stack = (...bytes: readonly (number | null)[]): StackEntry[] =>
  bytes
    .map(
      (size, at): StackEntry => ({
        kind: 'slab',
        layer: { layer: at + 1 } as Extract<StackEntry, { kind: 'slab' }>['layer'],
        instruction: { word: null, text: '' },
        createdBy: '',
        bytes: size,
      }),
    )
    .reverse();
const emptyStep: StackEntry = { kind: 'steps', steps: [], isFolded: false };
const slabHeights = (entries: StackEntry[], height: number, lens?: number) =>
  layoutStack(entries, { height, lens: lens ?? null })
    .boxes.filter(({ entry }) => entry.kind === 'slab')
    .map((box) => box.height);

describe('layoutStack', () => {
  test('slabs are to one scale and fill the height', () => {
    const layout = layoutStack(stack(300, 100, 200), { height: 800 });
    const [third = 0, second = 0, first = 0] = layout.boxes.map((box) => box.height);
    expect(first / second).toBeCloseTo(3);
    expect(third / second).toBeCloseTo(2);
    expect(layout.height).toBeCloseTo(800);
    expect(layout.pixelsPerByte * 300).toBeCloseTo(first);
    expect(layout.boxes.every((box) => box.isToScale)).toBe(true);
  });

  test('a slab that would be too thin to read is 26 px and says that it is not to scale', () => {
    const layout = layoutStack(stack(1_000_000, 10), { height: 600 });
    expect(layout.boxes.map(({ height, isToScale }) => [Math.round(height), isToScale])).toEqual([
      [26, false],
      [expect.any(Number), true],
    ]);
    expect(layout.height).toBeCloseTo(600);
  });

  test('nothing overlaps, and empty steps take a line each', () => {
    const entries = [emptyStep, ...stack(40, 2, 900), emptyStep];
    const { boxes } = layoutStack(entries, { height: 500 });
    for (const [at, box] of boxes.entries()) {
      const next = boxes[at + 1];
      if (next !== undefined) expect(next.y).toBeGreaterThanOrEqual(box.y + box.height);
    }
    expect(boxes[0]?.height).toBe(14);
  });

  test('layers without a byte, or of unknown size, are drawn at the least height', () => {
    expect(slabHeights(stack(0, null, 0), 600)).toEqual([26, 26, 26]);
    expect(
      layoutStack(stack(0, null), { height: 600 }).boxes.some(
        (box) => box.isToScale && box.entry.kind === 'slab' && box.entry.bytes === null,
      ),
    ).toBe(false);
  });

  test('an image without layers has one stop, the empty root', () => {
    expect(layoutStack([], { height: 600 }).stops).toHaveLength(1);
  });

  test('127 layers scroll rather than all look the same, and a lens opens five of them', () => {
    const entries = stack(...Array.from({ length: 127 }, (_, at) => (at % 10) + 1));
    expect(densityOf(127)).toBe('threads');
    expect(layoutStack(entries, { height: 400 }).height).toBeGreaterThan(400);
    expect(slabHeights(entries, 700, 60).filter((height) => height >= 26)).toHaveLength(5);
  });

  test('40 layers that fit at their least height do not scroll', () => {
    const entries = stack(...Array.from({ length: 40 }, (_, at) => at + 1));
    const least = layoutStack(stack(...Array.from({ length: 40 }, () => null)), { height: 0 });
    const fitting = 40 * 14 + 39 * 2 + 30;
    expect(least.height).toBeCloseTo(fitting);
    expect(layoutStack(entries, { height: fitting + 20 }).height).toBeCloseTo(fitting + 20);
    expect(layoutStack(entries, { height: fitting - 1 }).height).toBeGreaterThan(fitting + 50);
  });

  test('a stop stands on each slab, and the lowest under the base', () => {
    const { stops, boxes } = layoutStack(stack(10, 20, 30), { height: 400 });
    expect(stops).toHaveLength(4);
    expect(stops[3]).toBeLessThan(stops[2] ?? 0);
    expect(stops[0]).toBeGreaterThan(stops[1] ?? 0);
    expect(stops[3]).toBeCloseTo((boxes[0]?.y ?? 0) - 1.5);
    expect(nearestLevel(stops, -100)).toBe(3);
    expect(nearestLevel(stops, 9999)).toBe(0);
    expect(nearestLevel(stops, (stops[2] ?? 0) + 2)).toBe(2);
  });
});

describe('scaleBar', () => {
  test.each([1e-9, 3.3e-7, 0.004, 0.9, 2])('at %d px a byte it is round and fits', (pixelsPerByte) => {
    const bar = scaleBar(pixelsPerByte, 24);
    expect(bar?.height).toBeLessThanOrEqual(24);
    expect(bar?.height).toBeGreaterThan(7);
    expect(String(bar?.bytes)).toMatch(/^[125](0|e\+\d+)*$/);
  });

  test('without a scale there is none', () => {
    expect(scaleBar(0, 24)).toBeNull();
  });
});
